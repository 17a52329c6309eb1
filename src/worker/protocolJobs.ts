/** The protocol's words for what takes time: what can be asked for, what is told meanwhile, what is under way. Types only. */
import type { Bits } from '../core/compress/pack.ts'
import type { Distillation } from '../core/compress/distill.ts'
import type { LoraSettings } from '../core/compress/lora.ts'
import type { LabelledSet } from '../core/data/labelled/labelled.ts'
import type { SetCounts } from '../core/data/labelled/sets.ts'
import type { PlainError } from '../core/errors.ts'
import type { TaskId } from '../core/finetune/defaults.ts'
import type { FineTuneSettings } from '../core/finetune/settings.ts'
import type { Faults } from '../core/train/faults.ts'
import type {
  BranchSpec,
  Evaluation,
  ModelSizes,
  ModelSummary,
  NetEvent,
  NetResult,
  NetSpec,
  RunSample,
  RunSpec,
  StepMetrics,
  TextRef,
  TrainingSettings,
  TuningReport,
  UnknownSaid,
} from './protocolData.ts'

/**
 * What the worker is to do. `keep: false`: nothing of it reaches storage or the list of models; what it makes can be read
 * by its model's id until the job is discarded. `title`: what the page calls it while it is under way.
 */
export type JobSpec = { title?: string } & (
  | { kind: 'train'; keep: boolean; spec: RunSpec; faults?: undefined }
  /** with mistakes that are planted on purpose; it also tells its gradients, as does a run with none of them, `{}` */
  | { kind: 'train'; keep: false; spec: RunSpec; faults: Faults }
  /** goes on with a model to `totalSteps`, with the same schedule if they are what they were */
  | { kind: 'resume'; keep: true; modelId: string; totalSteps: number }
  /**
   * A new run from a step of an old one, changed or not. Unchanged, it repeats the old one to the bit, where that was
   * planned for as many steps from then on as it has now: the learning rate depends on the total.
   */
  | { kind: 'branch'; keep: boolean; modelId: string; branch: BranchSpec }
  /** A language model learns a task; without `context`, as many tokens as the task is usually given. `pretrained: false`: one of its sizes with new weights; `transferred`: only its embeddings and so many of its blocks are taken over. */
  | {
      kind: 'finetune'
      keep: boolean
      modelId: string
      examples: Examples
      settings: FineTuneSettings
      context?: number
      pretrained?: boolean
      transferred?: number
    }
  /** adapters for a model learn a text; default: the model's own. `lora: null`: none, and all of the model's weights learn it */
  | { kind: 'lora'; keep: boolean; modelId: string; text?: TextRef; lora: LoraSettings | null; training: TrainingSettings }
  /** a new, smaller model learns from a text and from what the model says of it */
  | { kind: 'distill'; keep: boolean; modelId: string; student: Student; how: Distillation; training: TrainingSettings }
  /** the heads that matter least are taken out of every layer; `healing`: and what is left is trained on. `whole` as below, without healing */
  | { kind: 'prune'; keep: boolean; modelId: string; heads: number; healing: TrainingSettings | null; whole?: boolean }
  /** `whole: false`: it is measured only on the windows on which runs are */
  | { kind: 'quantize'; keep: boolean; modelId: string; bits: Bits; whole?: boolean }
  /** the loss over the whole held-out part of a text; default: the model's own. `whole: false`: over the windows on which runs are measured */
  | { kind: 'evaluate'; keep: false; modelId: string; text?: TextRef; whole?: boolean }
  /** a small network, trained beside whatever else runs; of two, the newer one waits: a figure ends its own, never another's */
  | { kind: 'net'; keep: false; net: NetSpec }
)

/** What a task is learned from: a set of the course's own, with its usual counts where none are given, or one of the learner's. */
export type Examples = { set: TaskId; counts?: SetCounts } | { own: LabelledSet }

/** The sizes of a model that another teaches. */
export type Student = Pick<ModelSizes, 'nLayer' | 'nHead' | 'nEmbd'>

export type { Distillation, Faults, LabelledSet, LoraSettings, SetCounts, TaskId }

export type JobKind = JobSpec['kind']

/** What a job tells, at most ten times a second. `steps` holds every step since the last event. The last event is `ended`, and it always comes. */
export type JobNews =
  /** others are under way, and it waits for its turn */
  | { type: 'queued' }
  /** `model`: what it makes, as it begins */
  | { type: 'started'; model?: ModelSummary }
  | { type: 'steps'; steps: StepMetrics[] }
  | { type: 'evaluation'; evaluation: Evaluation }
  /** how good a model that is being tuned is at its task by now */
  | { type: 'report'; report: TuningReport }
  | { type: 'sample'; sample: RunSample }
  /** of a step, by layer: of everything outside the blocks, then of each block; norms before clipping */
  | { type: 'gradients'; step: number; layers: number[] }
  /** `at`: ms since 1970 */
  | { type: 'saved'; step: number; at: number }
  /** a save of this step failed; what was saved before is as it was, and it is tried again */
  | { type: 'unsaved'; step: number; error: PlainError }
  /** the steps of the run's past that are kept by now */
  | { type: 'history'; steps: number[] }
  | { type: 'net'; net: NetEvent }
  /** what it came to */
  | ({ type: 'ended' } & JobEnding)

export interface JobEnding {
  status: 'stopped' | 'done' | 'failed'
  /** steps taken */
  step: number
  error?: PlainError
  net?: NetResult
  measured?: Measured
}

/** Losses over the held-out part of a text, the whole of it or what was asked for, nats per token. */
export interface Measured extends UnknownSaid {
  /** of the model that was made smaller; null where nothing was */
  before: number | null
  after: number
  tokens: number
}

export type JobEvent = { jobId: string } & JobNews

/** A job that is under way, or waits for its turn. */
export interface JobView {
  jobId: string
  kind: JobKind
  title: string
  keep: boolean
  status: 'queued' | 'starting' | 'running' | 'stopping'
  /** the model that it makes; null before it began, and where it makes none */
  modelId: string | null
  step: number
  /** 0 where nothing is known yet */
  totalSteps: number
  /** at its pace so far; null where nothing is known yet */
  secondsLeft: number | null
  /** until its turn comes; null where it has come, or where that is not known */
  startsInSeconds: number | null
  /** its last save failed */
  unsaved: boolean
}
