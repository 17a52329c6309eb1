/** The learner's runs: started, stopped, gone on with; events of a run that is no longer on show are dropped. */
import type { JobEvent, JobSpec, ModelSummary } from '../worker/protocol.ts'
import { asPlainError } from '../worker/client.ts'
import { attempt, type Context, dismiss, type Keep, succeeds } from './context.ts'
import { sameText } from './draft.ts'
import { applyEvent, freshRun, freshTuning, historyOf } from './run.ts'
import { isRunning, type RunView, type SessionActions } from './state.ts'

type TrainingActions = Pick<
  SessionActions,
  'train' | 'finetune' | 'quantize' | 'stop' | 'resume' | 'trainLonger' | 'declineOffer' | 'saveAgain'
>

const UNDER_WAY = 'pathway.underWay'

/**
 * Remembers which models are in training, each under a key of its own, so that a reload can offer to go on, whatever other tabs do. A
 * browser writes these strings some seconds late: of one that was killed before, the model itself says that it was saved in mid-run.
 */
export const underWay = {
  has: (keep: Keep, { id, underWay = false }: Pick<ModelSummary, 'id' | 'underWay'>): boolean => {
    const said = keep.get(`${UNDER_WAY}.${id}`)
    return said === null ? underWay || keep.get(UNDER_WAY) === id : said !== DECLINED
  },
  begin: (keep: Keep, id: string): void => keep.set(`${UNDER_WAY}.${id}`, '1'),
  end(keep: Keep, id: string): void {
    keep.set(`${UNDER_WAY}.${id}`, null)
    // An earlier version had one key for all.
    if (keep.get(UNDER_WAY) === id) keep.set(UNDER_WAY, null)
  },
  /** It is not offered again. */
  decline(keep: Keep, id: string): void {
    underWay.end(keep, id)
    keep.set(`${UNDER_WAY}.${id}`, DECLINED)
  },
}

const DECLINED = 'declined'

/** Puts `first` on show and starts a job; where it is refused, what was on show comes back. */
export type Begin = (first: RunView, job: JobSpec) => Promise<void>

export function trainingActions(
  context: Context,
  reload: () => Promise<void>,
  follow: (model: ModelSummary) => void,
): TrainingActions & { begin: Begin } {
  const { get, set, client, keep } = context
  let attempts = 0

  const begin: Begin = async (first, job) => {
    const before = get()
    if (isRunning(before.run)) return
    const mine = ++attempts
    let begun = false
    set({ run: first, offer: null, pointer: null })

    const onEvent = (event: JobEvent): void => {
      const { run } = get()
      if (mine !== attempts || !run || (run.jobId !== null && run.jobId !== event.jobId)) return
      // Stop was pressed before the core had named the job.
      if (run.jobId === null && run.status === 'stopping') void client.stop(event.jobId).catch(() => {})
      set({ run: applyEvent({ ...run, jobId: event.jobId }, event) })
      if (event.type === 'started' && event.model) {
        begun = true
        set({ current: event.model, at: null })
        follow(event.model)
        underWay.begin(keep, event.model.id)
        void reload()
      }
      if (event.type === 'evaluation') get().refreshNext()
      if (event.type === 'ended') {
        if (run.modelId) underWay.end(keep, run.modelId)
        if (event.error) set((state) => ({ failures: { ...state.failures, training: event.error! } }))
        void reload().then(() => get().refreshNext())
      }
    }

    try {
      await client.run(job, onEvent)
      if (get().failures.training) dismiss(context, 'training')
    } catch (thrown) {
      if (mine !== attempts || begun) return
      const error = asPlainError(thrown)
      set((state) => ({
        run: before.run,
        // Who takes it back while it waits knows why it did not begin.
        failures: error.code === 'stopped' ? state.failures : { ...state.failures, training: error },
      }))
    }
  }

  return {
    begin,
    async train() {
      const { draft, texts } = get()
      if (!draft) return
      const text = texts.find((t) => sameText(t.ref, draft.text))
      await begin(freshRun(draft, text), { kind: 'train', keep: true, spec: draft })
    },
    async finetune(modelId, examples, settings, pretrained = true) {
      const base = get().models.find((m) => m.id === modelId)
      if (base)
        await begin(freshTuning(base, 'own' in examples ? examples.own : undefined), {
          kind: 'finetune',
          keep: true,
          modelId,
          examples,
          settings,
          ...(!pretrained && { pretrained }),
        })
    },
    async quantize(modelId, bits) {
      let made: string | undefined
      const onEvent = (event: JobEvent): void => {
        if (event.type === 'started') made = event.model?.id
        if (event.type !== 'ended') return
        if (event.error) set((state) => ({ failures: { ...state.failures, models: event.error! } }))
        void reload().then(() => (event.status === 'done' && made && !isRunning(get().run) ? get().open(made) : undefined))
      }
      await attempt(context, 'models', () => client.run({ kind: 'quantize', keep: true, modelId, bits }, onEvent))
    },
    async resume(modelId, totalSteps) {
      const model = get().models.find((m) => m.id === modelId)
      if (!model) return
      const again = model.spec?.training.steps ?? Math.max(1, model.totalSteps)
      const goal = totalSteps ?? (model.step < model.totalSteps ? model.totalSteps : model.totalSteps + again)
      const first: RunView = { ...historyOf(model), status: 'running', totalSteps: goal }
      await begin(first, { kind: 'resume', keep: true, modelId, totalSteps: goal })
    },
    async trainLonger() {
      const { run, models } = get()
      const model = models.find((m) => m.id === run?.modelId)
      if (model) await get().resume(model.id)
    },
    async stop() {
      const { run } = get()
      if (!run || !isRunning(run) || run.status === 'stopping') return
      const { jobId } = run
      set({ run: { ...run, status: 'stopping' } })
      if (jobId === null) return
      const heard = await succeeds(context, 'training', () => client.stop(jobId))
      const now = get().run
      if (now?.status === 'stopping' && now.jobId === jobId) set({ run: { ...now, status: heard ? 'stopped' : 'running' } })
    },
    async saveAgain(modelId) {
      await attempt(context, 'training', () => client.saveAgain(modelId))
      await reload()
      const saved = get().models.find((m) => m.id === modelId)
      const { run } = get()
      // A run that is under way says so itself.
      if (run?.modelId === modelId && !isRunning(run) && saved && !saved.inMemory) {
        set({ run: { ...run, savedStep: saved.step, savedAt: saved.savedAt, unsaved: null } })
      }
    },
    declineOffer() {
      const { offer } = get()
      if (offer) underWay.decline(keep, offer.id)
      set({ offer: null })
    },
  }
}
