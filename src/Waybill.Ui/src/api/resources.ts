import type { Schemas } from './client'

/** What every configured thing carries beside its settings. */
export interface Kept {
  name: string
  /** For If-Match: an edit of something that somebody else changed meanwhile is refused (412). */
  etag: string
  createdAt?: string
  updatedAt?: string
  /** `appsettings`: from the settings file, read-only here. */
  managedBy?: string | null
}

export type Station = Kept & Partial<Schemas['StationSettings']>
export type Partner = Kept & Partial<Schemas['PartnerSettings']>
export type Certificate = Kept & Partial<Schemas['CertificateSettings']>
export type Connection = Kept & Partial<Schemas['ConnectionSettings']>
export type Channel = Kept & Partial<Omit<Schemas['ChannelSettings'], 'url' | 'secret' | 'password'>> & { urlSet?: boolean, secretSet?: boolean, passwordSet?: boolean }
export type Rule = Kept & Partial<Schemas['RuleSettings']>

/** One page of them. */
export interface Page<T> {
  items: T[]
  next?: string | null
}
