/** What the page knows: the device, texts, models, the run on show, the next run's draft, the sampler. */
import type { LossPoint } from '../core/curve.ts'
import type { PlainError } from '../core/errors.ts'
import type { Family, Variant } from '../core/config/modelConfig.ts'
import type {
  Attention,
  DeviceInfo,
  Estimate,
  Evaluation,
  Examples,
  FineTuneSettings,
  HubOffer,
  HubProgress,
  JobView,
  KeptDownload,
  LabelledSet,
  ModelHandle,
  ModelSizes,
  ModelSummary,
  NextToken,
  RunSample,
  RunSpec,
  RunStatus,
  RuntimeChoice,
  SampledToken,
  SamplingSettings,
  StepMetrics,
  TextInfo,
  TextRef,
  TokenizerChoice,
  TrainingSettings,
  TunedTask,
} from '../worker/protocol.ts'

export type Theme = 'system' | 'light' | 'dark'

/** Where a failure is shown. */
export type FailurePlace = 'device' | 'texts' | 'training' | 'sampler' | 'models' | 'past' | 'hub'

/** A run on show: one that is under way, or the history of the model that is open. */
export interface RunView {
  /** null until the worker has given it one, and for a model's history */
  jobId: string | null
  modelId: string | null
  name: string
  textTitle: string
  status: RunStatus
  spec: RunSpec | null
  step: number
  totalSteps: number
  /** the newest step's readings; null for a history */
  latest: StepMetrics | null
  /** training loss in nats per token, thinned */
  curve: LossPoint[]
  evaluations: Evaluation[]
  samples: RunSample[]
  /** the newest step in storage; 0 where none is */
  savedStep: number
  /** when that was, ms since 1970 */
  savedAt: number | null
  /** why what came after is not saved; null while saving works */
  unsaved: PlainError | null
  /** losses are per token; 1 where absent */
  charactersPerToken?: number | undefined
  uniformLoss: number | null
  bigramLoss: number | null
  /** what the model does not know of what it learns from, in a sentence; absent where it knows all */
  unknown?: string | undefined
  /** steps of the past that are kept: each can be shown and branched from at once, the others after a little computing */
  past: number[]
  /** what a tuned model learns, and how good it is at it by now; absent of all others */
  task?: TunedTask | undefined
  /** the learner's own examples that a tuning begun on this page learns from */
  own?: LabelledSet | undefined
}

export interface SamplerState {
  prompt: string
  /** the prompt that `tokens` go on from */
  base: string
  tokens: SampledToken[]
  settings: SamplingSettings
  count: number
  next: NextToken | null
  /** the token just rolled from the distribution on show; it joins `tokens` at the next roll */
  rolled: SampledToken | null
  busy: boolean
  tokensPerSecond: number | null
}

/** What is going on with the Hugging Face hub. */
export interface HubState {
  busy: 'looking' | 'downloading' | null
  /** what was last looked up, and the name that was given */
  offer: HubOffer | null
  asked: string
  progress: HubProgress | null
  kept: KeptDownload[]
}

export interface SessionState {
  choice: RuntimeChoice
  device: DeviceInfo | null
  starting: boolean
  /** false: what is saved lives only until the page is closed */
  storageLasts: boolean
  texts: TextInfo[]
  models: ModelSummary[]
  /** the model that is open for sampling and inspection */
  current: ModelSummary | null
  /** the step of its past at which it is open; null: as it is now */
  at: number | null
  /** where the time-scrubber's pointer stands on its way; `rests`: that step itself is being opened; null: where the model is open */
  pointer: { step: number; rests: boolean } | null
  run: RunView | null
  draft: RunSpec | null
  estimate: Estimate | null
  /** why the draft cannot run */
  draftError: PlainError | null
  sampler: SamplerState
  hub: HubState
  /** all that is under way or waits for its turn, lessons' experiments too */
  jobs: JobView[]
  /** figures on the page that read the open model */
  readers: number
  failures: Partial<Record<FailurePlace, PlainError>>
  /** a run that ended without being told to: reload, crash */
  offer: ModelSummary | null
  theme: Theme
}

export type ExportFormat = 'hf' | 'floats' | 'pytorch-project'

export interface SessionActions {
  /** Starts the worker's core and loads the lists. Safe to call twice. */
  start(): Promise<void>
  dismiss(place: FailurePlace): void
  /** A figure that reads the open model has come to the page, or has gone. */
  countReader(by: 1 | -1): void
  setTheme(theme: Theme): void

  chooseText(ref: TextRef): Promise<void>
  /** Resolves true when the text was taken; its failure is at `failures.texts`. */
  addText(title: string, content: string | ArrayBuffer): Promise<boolean>
  removeText(ref: TextRef): Promise<void>
  editSizes(change: Partial<ModelSizes>): void
  editTraining(change: Partial<TrainingSettings>): void
  /** How the next model differs from GPT-1. */
  editVariant(change: Partial<Variant>): void
  /** The model of the next run; another family than a GPT has no variants. */
  chooseFamily(family: Family): void
  chooseTokenizer(tokenizer: TokenizerChoice): void
  setRunPrompt(prompt: string): void

  train(): Promise<void>
  stop(): Promise<void>
  /** Goes on with a saved model, to `totalSteps` if given, else to its planned end, or as long again. */
  resume(modelId: string, totalSteps?: number): Promise<void>
  /** Teaches a model a task, as a new model. `pretrained: false`: one of its sizes with new weights. */
  finetune(modelId: string, examples: Examples, settings: FineTuneSettings, pretrained?: boolean): Promise<void>
  /** Packs a model's matrices in a few bits, as a new model, which is then open. */
  quantize(modelId: string, bits: 8 | 4): Promise<void>
  /** As many steps again as the run on show was planned for. */
  trainLonger(): Promise<void>
  declineOffer(): void
  /** Stops any job, also one that waits. */
  stopJob(jobId: string): Promise<void>
  /** Saves a model that could not be saved before. */
  saveAgain(modelId: string): Promise<void>

  /** Shows the open model as it was after a step; of several calls at once the last one counts. */
  openAt(step: number): Promise<void>
  /** Moves the pointer: the kept state that is nearest is opened at once, the step itself where the pointer rests. */
  scrub(step: number): void
  /** A new run from a step of the open model, with other settings where any are given. */
  branch(step: number, training?: Partial<TrainingSettings>): Promise<void>

  open(modelId: string): Promise<void>
  rename(modelId: string, name: string): Promise<void>
  duplicate(modelId: string): Promise<void>
  remove(modelId: string): Promise<void>
  /** A zip of the model's folder, as it is kept or in floats, or of a project that goes on with its run in PyTorch; null where that failed. */
  exportModel(modelId: string, format?: ExportFormat): Promise<{ fileName: string; data: Uint8Array } | null>
  importModel(files: { name: string; data: ArrayBuffer | Blob }[]): Promise<void>

  /** Asks the hub what a model is and how large; the answer is `hub.offer`. */
  lookUpHub(name: string): Promise<void>
  declineHub(): void
  /** Downloads and imports what was looked up, and opens it. */
  importFromHub(): Promise<void>
  stopHub(): Promise<void>
  /** Reads what is kept of downloads. */
  recallHub(): Promise<void>
  forgetHub(repo: string): Promise<void>

  setPrompt(prompt: string): void
  setSampling(change: Partial<SamplingSettings>): void
  setCount(count: number): void
  /** Writes `count` tokens after the prompt. */
  sample(): Promise<void>
  stopSampling(): Promise<void>
  /** Rolls the dice once, from the distribution on show. */
  roll(): Promise<void>
  /** Asks the open model anew for the distribution on show. */
  refreshNext(): void
  attention(prompt: string): Promise<Attention>
}

export type Session = SessionState & SessionActions

/** The model that the learner has open, as the core names it. */
export const openHandle = ({ current, at }: Pick<SessionState, 'current' | 'at'>): ModelHandle | null =>
  current && (at === null ? { id: current.id } : { id: current.id, step: at })

/** Under way, or waiting for its turn. */
export const isRunning = (run: RunView | null): boolean =>
  run?.status === 'queued' || run?.status === 'running' || run?.status === 'stopping'

/** The step of the weights that figures show of the open model: of its past, or in training the last evaluation's, or where it is. */
export function openStep({ current, at, run }: Pick<SessionState, 'current' | 'at' | 'run'>): number {
  const own = at === null && run?.modelId === current?.id ? run : null
  const inTraining = own && isRunning(own) ? (own.evaluations.at(-1)?.step ?? 0) : null
  return at ?? inTraining ?? own?.step ?? current?.step ?? 0
}

/** A name for those weights, which changes when they do. */
export const openVersion = (state: Pick<SessionState, 'current' | 'at' | 'run'>): string | null =>
  state.current && `${state.current.id}@${openStep(state)}`

/** The text that the distribution on show follows. */
export const contextOf = (sampler: SamplerState): string => sampler.base + sampler.tokens.map((t) => t.token).join('')
