/** The run on show, and how the worker's events change it. Pure functions. */
import { extended, pointOf } from '../core/curve.ts'
import type { PlainError } from '../core/errors.ts'
import type { JobNews, LabelledSet, ModelSummary, RunSpec, TextInfo } from '../worker/protocol.ts'
import type { RunView } from './state.ts'

/** A run that is about to start. */
export function freshRun(spec: RunSpec, text: TextInfo | undefined): RunView {
  return {
    jobId: null,
    modelId: null,
    name: 'new run',
    textTitle: text?.title ?? '',
    status: 'running',
    spec,
    step: 0,
    totalSteps: spec.training.steps,
    latest: null,
    curve: [],
    evaluations: [],
    samples: [],
    savedStep: 0,
    savedAt: null,
    unsaved: null,
    uniformLoss: text?.uniformLoss ?? null,
    bigramLoss: text?.bigramLoss ?? null,
    past: [],
  }
}

/** The history of a kept model. */
export function historyOf(model: ModelSummary): RunView {
  return {
    jobId: null,
    modelId: model.id,
    name: model.name,
    textTitle: model.textTitle,
    status: model.step >= model.totalSteps ? 'done' : 'stopped',
    spec: model.spec,
    step: model.step,
    totalSteps: model.totalSteps,
    latest: null,
    curve: model.curve,
    evaluations: model.evaluations,
    samples: model.samples,
    savedStep: model.inMemory ? 0 : model.step,
    savedAt: model.inMemory ? null : model.savedAt,
    unsaved: model.inMemory ? IN_MEMORY : null,
    charactersPerToken: model.charactersPerToken,
    uniformLoss: model.uniformLoss,
    bigramLoss: model.bigramLoss,
    past: [],
    unknown: model.unknown,
    task: taskOf(model),
  }
}

const taskOf = (model: ModelSummary) => (model.kind === 'classifier' ? model.task : undefined)

/** A tuning that is about to start, from a model that is kept. */
export function freshTuning(base: ModelSummary, own?: LabelledSet): RunView {
  const none = { curve: [], evaluations: [], samples: [], past: [] }
  return {
    ...historyOf(base),
    ...none,
    own,
    task: undefined,
    unknown: undefined,
    modelId: null,
    name: 'fine-tuning',
    status: 'running',
    step: 0,
    totalSteps: 0,
    savedStep: 0,
    savedAt: null,
    unsaved: null,
  }
}

/** Of a model that was never written, or not since. */
const IN_MEMORY: PlainError = {
  code: 'storage-full',
  message: 'This model is in memory only, and is gone when the page is closed.',
  hint: 'Make room and save it again, or export it.',
}

/** The run after one event. Steps that were seen before (after going back to a save) are not added twice. */
export function applyEvent(run: RunView, event: JobNews): RunView {
  switch (event.type) {
    case 'queued':
      return run.status === 'stopping' ? run : { ...run, status: 'queued' }
    case 'started': {
      if (!event.model) return run
      const { id: modelId, name, uniformLoss, bigramLoss, charactersPerToken, unknown } = event.model
      const status = run.status === 'stopping' ? run.status : 'running'
      // The baselines are the run's own: they depend on its tokenizer.
      const task = taskOf(event.model)
      const { totalSteps } = event.model
      return {
        ...run,
        status,
        modelId,
        name,
        ...(task && { totalSteps }),
        uniformLoss,
        bigramLoss,
        charactersPerToken,
        unknown,
        ...(task && { task }),
      }
    }
    case 'steps': {
      const latest = event.steps.at(-1)
      if (!latest) return run
      const lastStep = run.curve.at(-1)?.step ?? 0
      const added = event.steps.filter((m) => m.step > lastStep).map(pointOf)
      // After going back to a save the same steps come again, to the same numbers: what was reached stays reached.
      return { ...run, latest, step: Math.max(run.step, latest.step), curve: extended(run.curve, added) }
    }
    case 'evaluation':
      return { ...run, evaluations: [...run.evaluations.filter((e) => e.step < event.evaluation.step), event.evaluation] }
    case 'sample':
      return { ...run, samples: [...run.samples.filter((s) => s.step < event.sample.step), event.sample].slice(-60) }
    case 'saved':
      return { ...run, savedStep: event.step, savedAt: event.at, unsaved: null }
    case 'unsaved':
      return { ...run, unsaved: event.error }
    case 'report':
      return run.task ? { ...run, task: { ...run.task, reports: [...run.task.reports, event.report] } } : run
    case 'net':
    case 'gradients':
      return run
    case 'history':
      return { ...run, past: event.steps }
    case 'ended':
      return { ...run, status: event.status, step: event.step }
    default:
      return event satisfies never
  }
}
