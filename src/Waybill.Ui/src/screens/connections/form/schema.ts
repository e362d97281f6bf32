import { useQuery } from '@tanstack/react-query'
import { callJson } from '../../../api/client'

/** One setting, as the description of the API says it. */
export interface FieldSchema {
  type?: 'string' | 'boolean' | 'integer' | 'array' | 'object'
  enum?: readonly string[]
  description?: string
  default?: unknown
  items?: { type?: string }
  /** A secret: it goes in and never comes out. */
  writeOnly?: boolean
}

export type ConnectionSchema = Readonly<Record<string, FieldSchema>>

interface Description {
  components: { schemas: { ConnectionSettings: { properties: ConnectionSchema } } }
}

/** The settings of a connection as this very server takes them. */
export function useConnectionSchema() {
  return useQuery({
    queryKey: ['openapi', 'connection'],
    queryFn: async () => (await callJson<Description>('GET', '/api/v1/openapi.json')).components.schemas.ConnectionSettings.properties,
    staleTime: Infinity,
  })
}
