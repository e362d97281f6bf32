import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { lostSinceWhen, subscribe } from '../api/line'
import { formatShort } from '../text/format'
import { shellText } from '../text/shell'
import classes from './LostBar.module.css'

/** Says while the gateway cannot be reached, and since when. When it is back everything on the screen is fetched again. */
export function LostBar() {
  const since = useSyncExternalStore(subscribe, lostSinceWhen)
  const was = useRef(since)
  const client = useQueryClient()
  useEffect(() => {
    if (was.current !== null && since === null) {
      void client.invalidateQueries()
    }

    was.current = since
  }, [client, since])
  return since === null ? null : <div className={classes.bar} role="status">{shellText.lost(formatShort(since))}</div>
}
