/** Runs: started, stopped, gone on with; events of a run that is no longer on show are dropped. */
import type { ModelSummary, RunEvent } from '../worker/protocol.ts'
import { attempt, type Context, succeeds } from './context.ts'
import { sameText } from './draft.ts'
import { applyEvent, freshRun, historyOf } from './run.ts'
import { isRunning, type RunView, type SessionActions } from './state.ts'

type TrainingActions = Pick<SessionActions, 'train' | 'stop' | 'resume' | 'trainLonger' | 'declineOffer'>

/** The model of a run that is under way, so that a reload can offer to go on. */
export const UNDER_WAY = 'pathway.underWay'

/** Puts `first` on show and starts a run; where it is refused, what was on show comes back. */
export type Begin = (
  first: RunView,
  command: (onEvent: (event: RunEvent) => void) => Promise<{ runId: number; model: ModelSummary }>,
) => Promise<void>

export function trainingActions(
  context: Context,
  reload: () => Promise<void>,
  follow: (model: ModelSummary) => void,
): TrainingActions & { begin: Begin } {
  const { get, set, client, keep } = context
  let attempts = 0

  const begin: Begin = async (first, command) => {
    const before = get()
    if (isRunning(before.run)) return
    const mine = ++attempts
    set({ run: first, offer: null })

    const onEvent = (event: RunEvent): void => {
      const { run } = get()
      if (mine !== attempts || !run || (run.runId !== null && run.runId !== event.runId)) return
      set({ run: applyEvent({ ...run, runId: event.runId, modelId: event.modelId }, event) })
      if (event.type === 'evaluation') get().refreshNext()
      if (event.type === 'ended') {
        keep.set(UNDER_WAY, null)
        if (event.error) set((state) => ({ failures: { ...state.failures, training: event.error! } }))
        void reload().then(() => get().refreshNext())
      }
    }

    const started = await attempt(context, 'training', () => command(onEvent))
    if (mine !== attempts) return
    if (!started) return set({ run: before.run })
    const { run } = get()
    if (!run) return
    const { id: modelId, name, uniformLoss, bigramLoss, charactersPerToken } = started.model
    // The baselines are the run's own: they depend on its tokenizer.
    set({
      current: started.model,
      at: null,
      run: { ...run, runId: started.runId, modelId, name, uniformLoss, bigramLoss, charactersPerToken },
    })
    follow(started.model)
    if (isRunning(run)) keep.set(UNDER_WAY, started.model.id)
    void reload()
  }

  return {
    begin,
    async train() {
      const { draft, texts } = get()
      if (!draft) return
      const text = texts.find((t) => sameText(t.ref, draft.text))
      await begin(freshRun(draft, text), (onEvent) => client.train(draft, onEvent))
    },
    async resume(modelId, totalSteps) {
      const model = get().models.find((m) => m.id === modelId)
      if (!model) return
      const again = model.spec?.training.steps ?? Math.max(1, model.totalSteps)
      const goal = totalSteps ?? (model.step < model.totalSteps ? model.totalSteps : model.totalSteps + again)
      const first: RunView = { ...historyOf(model), status: 'running', totalSteps: goal }
      await begin(first, (onEvent) => client.resume(modelId, goal, onEvent))
    },
    async trainLonger() {
      const { run, models } = get()
      const model = models.find((m) => m.id === run?.modelId)
      if (model) await get().resume(model.id)
    },
    async stop() {
      const { run } = get()
      if (run?.status !== 'running') return
      set({ run: { ...run, status: 'stopping' } })
      const heard = await succeeds(context, 'training', () => client.stop())
      const now = get().run
      if (now?.status === 'stopping') set({ run: { ...now, status: heard ? 'stopped' : 'running' } })
    },
    declineOffer() {
      keep.set(UNDER_WAY, null)
      set({ offer: null })
    },
  }
}
