/** The open model's past: shown as it was after an earlier step, and branched from. */
import type { ModelSummary } from '../worker/protocol.ts'
import { attempt, type Context } from './context.ts'
import { historyOf } from './run.ts'
import { nearestKept, pastOf, within } from './scrubber.ts'
import { isRunning, type RunView, type SessionActions, type SessionState } from './state.ts'
import type { Begin } from './training.ts'

type PastActions = Pick<SessionActions, 'openAt' | 'scrub' | 'branch'>

/** A pointer that has not moved for so long rests. */
const REST_MS = 160

export function pastActions(context: Context, begin: Begin, follow: (model: ModelSummary) => void): PastActions {
  const { get, set, client } = context
  let asked = 0
  let last: Promise<void> = Promise.resolve()
  let resting: ReturnType<typeof setTimeout> | undefined

  /** `computed`: between kept states, which takes its time; by then another step may be wanted. */
  const openAt = async (step: number, mine: number, computed: boolean): Promise<void> => {
    const { current, at, run, models } = get()
    // Of quick moves only the newest is worth computing.
    if (!current || isRunning(run) || mine !== asked) return
    const newest = models.find((m) => m.id === current.id)?.step
    const wanted = step === newest ? null : step
    if (wanted === at) return
    const model = await attempt(context, 'past', () => client.describe(wanted === null ? { id: current.id } : { id: current.id, step }))
    const now = get()
    if (!model || now.current?.id !== model.id || isRunning(now.run) || (computed && mine !== asked)) return
    set({ current: { ...model, name: now.current.name }, at: wanted })
    follow(model)
  }

  const goTo = (step: number): Promise<void> => {
    const mine = ++asked
    const past = pastOf(get())
    const computed = past !== null && !past.kept.includes(step)
    const opened = last.then(() => openAt(step, mine, computed))
    // What is kept does not wait for what is being computed.
    if (!computed) last = opened
    return opened
  }

  return {
    openAt: goTo,
    scrub(to) {
      const past = pastOf(get())
      if (!past) return
      const step = within(past, to)
      const here: SessionState['pointer'] = { step, rests: false }
      set({ pointer: here })
      void goTo(nearestKept(past, step))
      clearTimeout(resting)
      resting = setTimeout(async () => {
        if (get().pointer !== here) return
        const rests = { step, rests: true }
        set({ pointer: rests })
        await goTo(step)
        if (get().pointer === rests) set({ pointer: null })
      }, REST_MS)
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
