/** The prompt that a visitor types: at once on the screen, and to the model as soon as it has stopped writing. */
import { useEffect, useState } from 'react'
import { session, useSession } from '../session/index.ts'

/** The prompt as typed, and how to change it. A change stops a sample that is being written. */
export function usePrompt(): [string, (value: string) => void] {
  const kept = useSession((s) => s.sampler.prompt)
  const busy = useSession((s) => s.sampler.busy)
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => {
    if (typed === null || busy) return
    session.getState().setPrompt(typed)
    setTyped(null)
  }, [typed, busy])
  const change = (value: string): void => {
    const { sampler, setPrompt, stopSampling } = session.getState()
    if (sampler.busy) {
      setTyped(value)
      void stopSampling()
    } else setPrompt(value)
  }
  return [typed ?? kept, change]
}
