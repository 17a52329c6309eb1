/** How long a model trained in this browser: seen while its run is under way, as a model itself does not say it. */
import type { StoreApi } from 'zustand/vanilla'
import type { Learning } from '../../../session/learning.ts'
import { isRunning, type Session } from '../../../session/state.ts'

const place = (modelId: string): string => `trained/${modelId}`

/** Seconds of training so far; null where none was seen, or not all of it. */
export function secondsOf(drafts: Learning['drafts'], modelId: string): number | null {
  const draft = drafts[place(modelId)]?.draft
  return typeof draft === 'number' && Number.isFinite(draft) && draft >= 0 ? draft : null
}

/** Adds up while runs are under way, until the returned function is called. `now` in milliseconds. */
export function watchTraining(
  session: Pick<StoreApi<Session>, 'subscribe'>,
  learning: StoreApi<Learning>,
  now: () => number = () => performance.now(),
): () => void {
  let under: { modelId: string; from: number; before: number } | null = null
  return session.subscribe(({ run }, { run: was }) => {
    if (run === was) return
    if (run?.modelId && run.status === 'running' && under?.modelId !== run.modelId) {
      const before = secondsOf(learning.getState().drafts, run.modelId)
      // One that had begun before it was seen has trained longer than can be said.
      under = run.step === 0 || before !== null ? { modelId: run.modelId, from: now(), before: before ?? 0 } : null
    }
    if (under && run?.modelId === under.modelId && !isRunning(run)) {
      learning.getState().draft(place(under.modelId), Math.round((under.before + (now() - under.from) / 1000) * 10) / 10)
      under = null
    }
  })
}
