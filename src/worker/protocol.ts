/** The typed commands between the page and the worker that runs the core. Types only: no code crosses here. */
import type { ModelConfig, Surgery } from '../core/config.ts'
import type { Nudge, NudgeRequest } from '../core/inspect/nudge.ts'
import type { Reading } from '../core/inspect/inspector.ts'
import type { Kept } from '../core/hub/cache.ts'
import type {
  Account,
  AskedReteller,
  Attention,
  Classification,
  CountedNgrams,
  DeviceInfo,
  Estimate,
  Examined,
  FineTuneSettings,
  FollowedWeight,
  HeadQuestion,
  HeadReading,
  GuessedShortcut,
  HubOffer,
  HubProgress,
  ModelHandle,
  ModelSizes,
  ModelSummary,
  NgramQuestion,
  Operation,
  PooledReading,
  PooledWindow,
  Probe,
  RetellItem,
  RetellTask,
  Retelling,
  RunSpec,
  RuntimeChoice,
  TaskRows,
  TextChoice,
  TextInfo,
  TextRef,
  TokenWindow,
  Transplant,
  TunedTask,
  UnknownSaid,
  WeightPlace,
  WindowLosses,
  WrittenAs,
} from './protocolData.ts'
import type { AskedChatbot, ChatSaid, ChatTurn, Dialogue, Published, PublishedThing, PublishedWords } from './protocolPublishing.ts'
import type { CacheTime, Found, NextToken, SampledToken, SamplingSettings, SearchAsked } from './protocolWriting.ts'
import type { JobEvent, JobSpec, JobView, LabelledSet, SetCounts, TaskId } from './protocolJobs.ts'

export type * from './protocolData.ts'
export type * from './protocolJobs.ts'
export type * from './protocolPublishing.ts'
export type * from './protocolWriting.ts'

/** Everything the worker can do. Every call resolves, or rejects with a PlainError-shaped object. */
export interface CoreApi {
  /** Chooses a runtime, self-tests it, measures its speed. Call once; a second call switches. `threads` are the CPU's; 0: as many as are good. */
  start(choice: RuntimeChoice, threads?: number): Promise<DeviceInfo>
  /** False where this browser lets nothing outlive the page: a blocked iframe, some private windows. */
  storageLasts(): Promise<boolean>
  texts(): Promise<TextInfo[]>
  textInfo(ref: TextRef): Promise<TextInfo>
  /** Checks, stores and describes a pasted or uploaded text. */
  addText(title: string, content: string | ArrayBuffer): Promise<TextInfo>
  removeText(ref: TextRef): Promise<void>
  /** Parameters, memory, FLOPs and predicted time; throws 'bad-config' as training would. */
  estimate(spec: RunSpec): Promise<Estimate>
  /** What a GPT of these sizes consists of and costs, also one that no page can run. Rejects with 'bad-config'. */
  account(config: ModelConfig): Promise<Account>
  /** A first run that a device of that speed finishes within a minute; default: this device's, as it was measured. */
  suggest(ref: TextRef, gflopsPerSecond?: number): Promise<RunSpec>
  /** How a model of this size is usually taught a task, and from how many examples. */
  suggestTuning(set: TaskId, sizes: Pick<ModelSizes, 'nLayer' | 'nEmbd'>): Promise<{ settings: FineTuneSettings; counts: SetCounts }>
  /** Rows of a learner's own as examples of a task, a fifth of them held out. Rejects with 'bad-text' in one sentence where they cannot be learned from. */
  ownExamples(title: string, rows: readonly { text: string; label: string }[]): Promise<LabelledSet>
  /** Examples of a task that the course has, with their split. Rejects with 'bad-argument' where there are not as many. */
  labelled(set: TaskId, counts: SetCounts): Promise<LabelledSet>
  /** What can be had of a task without understanding, with what each shortcut calls every held-out example. Rejects as `labelled`. */
  shortcuts(set: TaskId, counts: SetCounts): Promise<GuessedShortcut[]>
  /** How long a tuning will take on this device, s. Rejects as the job would. */
  tuningSeconds(job: Extract<JobSpec, { kind: 'finetune' }>): Promise<number>
  /** Begins a job, now or when its turn comes, and resolves then. What is wrong with it is thrown; what it tells goes to `onEvent`. */
  run(job: JobSpec, onEvent: (event: JobEvent) => void): Promise<{ jobId: string; model?: ModelSummary }>
  /** Heard within one step; resolves when the job has ended and what it made is saved. A job that waits is taken back: its `run` rejects with 'stopped'. */
  stop(jobId: string): Promise<void>
  /** Stops a job that is not kept, if need be, and forgets what it made. */
  discard(jobId: string): Promise<void>
  jobs(): Promise<JobView[]>
  /** Hears of all jobs, now and whenever something changes. */
  watchJobs(onJobs: (jobs: JobView[]) => void): Promise<void>
  /** Saves a model that could not be saved before, from memory. Rejects with 'storage-full' where there is still no room. */
  saveAgain(modelId: string): Promise<void>
  models(): Promise<ModelSummary[]>
  /** Reads and checks a model, or computes a step of its past, so that the next question to it is answered at once; what is known of it. */
  describe(handle: ModelHandle): Promise<ModelSummary>
  rename(modelId: string, name: string): Promise<void>
  duplicate(modelId: string): Promise<ModelSummary>
  remove(modelId: string): Promise<void>
  /**
   * The Hugging Face folder as a zip. `as`: the weights as floats of 32 or 16 bits, for transformers; without it, as they are stored here.
   * Rejects with 'bad-argument' where a weight is too large for `as`.
   */
  exportZip(modelId: string, as?: WrittenAs): Promise<{ fileName: string; data: Uint8Array }>
  /** A zip in which PyTorch goes on with the model's run. Rejects where there is none to go on with. */
  exportProject(modelId: string): Promise<{ fileName: string; data: Uint8Array }>
  /** What the files of a GPT-1 or GPT-2 hold, tensor by tensor, of which nothing is loaded or kept. Rejects as `importModel`. */
  examine(files: { name: string; data: ArrayBuffer | Blob }[]): Promise<Examined>
  /** A zip, or the folder's files, of any kind of model. `baseId`: the model that adapters belong to. */
  importModel(files: { name: string; data: ArrayBuffer | Blob }[], baseId?: string): Promise<ModelSummary>
  /** Asks the Hugging Face hub what a model is and how large; downloads some 100 kB. `hub`: another address, on this machine only. */
  hubLook(name: string, hub?: string): Promise<HubOffer>
  /** Downloads what is missing of a model and imports it. What has arrived is kept, also after `hubStop` and lost connections. */
  hubImport(name: string, onProgress: (progress: HubProgress) => void, hub?: string): Promise<ModelSummary>
  /** The look-up's or the download's own call rejects with 'stopped'. */
  hubStop(): Promise<void>
  hubKept(): Promise<Kept[]>
  /** Deletes what is kept of a model's download; the imported model stays. */
  hubForget(repo: string): Promise<void>
  /** Next-token distribution after `prompt` and the tokens with the ids `after`. */
  nextToken(handle: ModelHandle, prompt: string, sampling: SamplingSettings, after?: readonly number[]): Promise<NextToken>
  /** Samples `count` tokens; each goes to `onToken` as it comes. Returns the whole text, and what of the prompt is unknown. */
  sample(
    handle: ModelHandle,
    prompt: string,
    count: number,
    sampling: SamplingSettings,
    onToken: (token: SampledToken) => void,
  ): Promise<{ text: string; tokensPerSecond: number } & UnknownSaid>
  stopSampling(): Promise<void>
  /** How long the next token takes after texts of these lengths, each less than the context, with a cache and without. */
  cacheTimes(handle: ModelHandle, lengths: readonly number[]): Promise<CacheTime[]>
  /** Texts after `prompt`, found greedily, with beams, with dice and exactly. Rejects with 'bad-argument' for settings out of range. */
  search(handle: ModelHandle, prompt: string, asked: SearchAsked): Promise<Found & UnknownSaid>
  attention(handle: ModelHandle, prompt: string): Promise<Attention>
  /** What a tuned model says of a text, of a pair, or of a text and its answers. Rejects with 'bad-argument' for a model that was tuned for nothing. */
  classify(modelId: string, texts: readonly string[]): Promise<Classification>
  /** What a model makes of stories or sentences, and what a baseline does. Rejects with 'bad-text' for words that it does not know. */
  retell(model: AskedReteller, items: readonly RetellItem[]): Promise<Retelling[]>
  /** Where each head looks in a source as it predicts each word of what is made of it. */
  retellAttention(model: AskedReteller, asked: readonly HeadQuestion[]): Promise<HeadReading[]>
  /** Held-out items with what is right; at most 200 of a task. */
  retellItems(task: RetellTask, count: number): Promise<RetellItem[]>
  /** One HTML file that is the model in 8 bits, its card and what runs it. Rejects with 'bad-argument' for what is too large. */
  publish(what: PublishedThing, words: PublishedWords): Promise<Published>
  /** What a chatbot answers, as it is written. `before`: the dialogue so far. */
  chat(chatbot: AskedChatbot, before: readonly ChatTurn[], said: string, onPiece: (piece: string) => void): Promise<ChatSaid>
  /** Held-out dialogues of the small world, with what is right. */
  dialogues(count: number): Promise<Dialogue[]>
  /** Texts as the rows of tokens that a task feeds a model, tuned or not. `keep`: which end of a text stays where it must be cut. */
  taskRows(handle: ModelHandle, form: TunedTask['form'], texts: readonly string[], keep?: 'start' | 'end'): Promise<TaskRows>
  /** Tables of counts of every order, over the text's first nine tenths. The text asked last is not counted again. */
  ngrams(text: TextChoice, question: NgramQuestion): Promise<CountedNgrams>

  /** Names and shapes of all that `probe` can read for a text of so many tokens. */
  tensorNames(handle: ModelHandle, text: string): Promise<{ name: string; shape: readonly number[] }[]>
  /**
   * Reads tensors by name. With `losses`, `targets`, `gradNorm` or a `grad/…` among the names, every token is asked to predict the next: the last one is only a target.
   * Of a text that exceeds the context, gradients are of the window that a pass without them reads; `losses` alone have one token more.
   * Rejects with 'bad-argument' for an unknown name, and names those like it.
   */
  probe(handle: ModelHandle, text: string, names: readonly string[]): Promise<Probe>
  /** As `probe`, of tokens by their ids, which no text need give in this order. Rejects with 'bad-argument' for an id that the model does not have. */
  probeTokens(handle: ModelHandle, ids: readonly number[], names: readonly string[]): Promise<Probe>
  /** Reads parameters by name, without a pass. Rejects as `probe`. */
  weights(handle: ModelHandle, names: readonly string[]): Promise<Reading[]>
  /**
   * Windows of parameters, each brought to at most so many cells by its largest magnitudes, which a model of any size can send at once.
   * With `since`, what changed from there to `handle` instead. Rejects as `probe`, and with 'bad-argument' for a window outside the tensor.
   */
  pooledWeights(handle: ModelHandle, asked: readonly PooledWindow[], since?: ModelHandle): Promise<PooledReading[]>
  /** The loss on a text with one weight moved, beside what its gradient predicts. The model stays as it is. */
  nudge(handle: ModelHandle, text: string, request: NudgeRequest): Promise<Nudge & UnknownSaid>
  /** How surprised the model is at the last token of each window, having seen only what the window has before it: many windows of a text, read together. */
  windowLosses(handle: ModelHandle, text: string, windows: readonly TokenWindow[]): Promise<WindowLosses & UnknownSaid>
  /** What a cut does to the loss on the held-out part of the model's own text, or of the State of the Union where it came without one. The model stays as it is. */
  operate(handle: ModelHandle, surgery: Surgery, transplant?: Transplant): Promise<Operation>
  /** So many passages from the held-out part of the model's own text, of `length` tokens each. Rejects where they do not fit, and where there is no text. */
  passages(handle: ModelHandle, count: number, length: number): Promise<string[][]>
  /** The steps of a model's past that are kept, ascending. Steps between them are computed again when asked for. */
  history(modelId: string): Promise<number[]>
  /**
   * One weight through steps of a model's past, after `from` up to `to`, at most 400: gradient, Adam's moments and what it became.
   * Rejects with 'bad-argument' for a weight or steps that it does not have, with 'not-found' where nothing so early is kept.
   */
  follow(modelId: string, place: WeightPlace, steps: { from: number; to: number }): Promise<FollowedWeight>
}
