/** What happens when a call is answered that the sign-in has expired: the call waits, a dialog asks for the password in place, and the call is made again. Nothing typed is lost. */

type Ask = () => Promise<boolean>

let ask: Ask | null = null
let asking: Promise<boolean> | null = null

/** The shell says how a person is asked. */
export function setAsk(how: Ask | null): void {
  ask = how
}

/** @returns Whether somebody signed in. All calls that wait share one dialog. */
export function signInAgain(): Promise<boolean> {
  if (!ask) {
    return Promise.resolve(false)
  }

  asking ??= ask().finally(() => {
    asking = null
  })
  return asking
}
