import type { Schemas } from '../../api/client'
import { useSession } from '../../app/session'

const roles: readonly Schemas['Role'][] = ['viewer', 'operator', 'admin', 'owner']

/** The roles somebody can give: nobody gives more than they have. */
export function useGivenRoles(): readonly Schemas['Role'][] {
  const { role } = useSession()
  return roles.slice(0, roles.indexOf(role) + 1)
}
