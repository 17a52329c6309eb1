/** How widgets wake the core, begin a run, and follow a visitor's wish for less motion. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { session } from '../session/index.ts'

/** Starts the worker's core when the widget is first shown. */
export function useCore(): void {
  useEffect(() => {
    void session.getState().start()
  }, [])
}

/** `train()` works before the core is ready: it waits for it. `waiting` is true until the run has begun, or failed to; `prepare` may change the draft before. */
export function useTrain(prepare: () => void = () => {}): { waiting: boolean; train: () => Promise<void> } {
  const [waiting, setWaiting] = useState(false)
  const train = async (): Promise<void> => {
    setWaiting(true)
    await session.getState().start()
    prepare()
    await session.getState().train()
    setWaiting(false)
  }
  return { waiting, train }
}

const query = (): MediaQueryList | undefined => globalThis.matchMedia?.('(prefers-reduced-motion: reduce)')

export const useReducedMotion = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = query()
      media?.addEventListener('change', changed)
      return () => media?.removeEventListener('change', changed)
    },
    () => query()?.matches ?? false,
    () => false,
  )
