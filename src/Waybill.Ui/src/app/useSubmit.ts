import { useState, type FormEvent } from 'react'
import { asProblem, type Problem } from '../api/problem'

/** Sends a form: busy meanwhile, with the problem afterwards. What was typed stays. */
export function useSubmit(send: () => Promise<unknown>): { isBusy: boolean, problem: Problem | null, onSubmit: (event: FormEvent) => void } {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await send()
    } catch (failure) {
      setProblem(asProblem(failure))
    } finally {
      setBusy(false)
    }
  }

  return {
    isBusy,
    problem,
    onSubmit: event => {
      event.preventDefault()
      void submit()
    },
  }
}
