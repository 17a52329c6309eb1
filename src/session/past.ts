/** The open model's past: shown as it was after an earlier step, and branched from. */
import type { ModelSummary } from '../worker/protocol.ts'
import { attempt, type Context } from './context.ts'
import { historyOf } from './run.ts'
import { isRunning, type RunView, type SessionActions } from './state.ts'
import type { Begin } from './training.ts'

type PastActions = Pick<SessionActions, 'openAt' | 'branch'>

export function pastActions(context: Context, begin: Begin, follow: (model: ModelSummary) => void): PastActions {
  const { get, set, client } = context
  let asked = 0
  let last: Promise<void> = Promise.resolve()

  const openAt = async (step: number, mine: number): Promise<void> => {
    const { current, run, models } = get()
    // Of quick moves only the newest is worth computing.
    if (!current || isRunning(run) || mine !== asked) return
    const newest = models.find((m) => m.id === current.id)?.step
    const model = await attempt(context, 'past', () => client.describe(step === newest ? { id: current.id } : { id: current.id, step }))
    const now = get()
    if (!model || now.current?.id !== model.id || isRunning(now.run)) return
    set({ current: { ...model, name: now.current.name }, at: step === newest ? null : step })
    follow(model)
  }

  return {
    openAt(step) {
      const mine = ++asked
      last = last.then(() => openAt(step, mine))
      return last
    },
    async branch(step, training = {}) {
      const { current } = get()
      if (!current?.spec) return
      const spec = { ...current.spec, training: { ...current.spec.training, ...training } }
      const first: RunView = {
        ...historyOf(current),
        name: 'new branch',
        status: 'running',
        spec,
        step,
        totalSteps: spec.training.steps,
        past: [],
      }
      const before = <T extends { step: number }>(points: T[]): T[] => points.filter((point) => point.step <= step)
      const shown = { ...first, curve: before(first.curve), evaluations: before(first.evaluations), samples: before(first.samples) }
      await begin(shown, { kind: 'branch', keep: true, modelId: current.id, branch: { step, training } })
    },
  }
}
