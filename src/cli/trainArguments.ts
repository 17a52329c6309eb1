/** What `train` is asked to do: arguments, defaults, and what a model that it starts from has decided already. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import type { RunRecord } from '../core/checkpoint/run.ts'
import type { ModelConfig } from '../core/config.ts'
import { makeTokenizer, parseTokenizerChoice } from '../core/data/chooseTokenizer.ts'
import { checkCorpus, type Corpus, prepareCorpus } from '../core/data/corpus.ts'
import { CourseError } from '../core/errors.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { completeRun, type Said, type SuggestedSizes, TWO_CORES } from '../core/train/preset.ts'
import { type TrainingSettings, validateSettings } from '../core/train/settings.ts'
import { attempt, flag, number, parse, seed, text, UsageError, type Values, whole } from './arguments.ts'
import { readModel, readRunning } from './folder.ts'
import { note } from './output.ts'
import { runtimeOption } from './runtime.ts'
import { saveOption } from './saving.ts'
import { shapeOptions } from './shape.ts'
import { outOptions } from './out/outFolder.ts'
import { configOf } from './sizes.ts'
import { type LoadedText, loadText, noteUnknown } from './text.ts'

export const options = {
  corpus: text(undefined).help("text to learn from: a file, or a bundled one's id", {
    value: 'ID|FILE',
    fallback: 'needed, unless --resume',
  }),
  tokenizer: text(undefined).help('characters, or byte pairs that are learned from the text', { value: 'char|bpe:N', fallback: 'char' }),
  ...shapeOptions,
  layers: whole(undefined, 1).help('blocks', { fallback: '2' }),
  heads: whole(undefined, 1).help('attention heads of a block', { fallback: '4' }),
  embd: whole(undefined, 1).help('width', { fallback: '64' }),
  ctx: whole(undefined, 1).help('tokens that the model sees at once', { fallback: '64' }),
  dropout: number(undefined).help('share of activations that a step drops, 0 to below 1', { fallback: '0' }),
  batch: whole(undefined, 1).help('windows of a batch', { fallback: '8' }),
  steps: whole(undefined, 1).help('steps of the whole run', { fallback: '3000, fewer on a short text' }),
  lr: number(undefined).help('highest learning rate', { fallback: '0.0226/√(layers × embd)' }),
  warmup: whole(undefined).help('steps until the learning rate is whole', { fallback: 'a tenth of the steps' }),
  'weight-decay': number(undefined).help('pull of every matrix towards 0', { fallback: '0.01' }),
  clip: number(undefined).help('longest gradient; 0: any length', { fallback: '1' }),
  'eval-every': whole(undefined).help('steps between two measurements; 0: only at the end', {
    fallback: 'a tenth of the steps, at least 100',
  }),
  seed: seed(undefined).help('of weights, batches and dropout', { fallback: '1' }),
  runtime: runtimeOption,
  ...outOptions,
  out: text(undefined).help('folder to save the model to', { value: 'DIR', fallback: 'needed, unless --resume' }),
  'save-every': saveOption,
  'stop-at': whole(undefined, 1).help('stop there, to go on with --resume', { fallback: 'at the end' }),
  resume: text(undefined).help('go on with the run in that folder, to the same bits', { value: 'DIR' }),
  init: text(undefined).help("start a new run from that model's weights", { value: 'DIR' }),
  f16: flag.help('keep what waits for the backward pass in half precision, on GPUs that can'),
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

type TrainOptions = Omit<Values<typeof options>, 'out'>
export type TrainArguments = TrainOptions & { out: string; stopAt: number | undefined; saveEvery: number }

export interface RunPlan {
  config: ModelConfig
  settings: TrainingSettings
  tokenizer: Tokenizer
  corpus: Corpus
  text: LoadedText
  /** the model that the run starts from; `resume`: exactly, moments and data cursor included */
  from?: { model: Model; resume: boolean }
  /** activations in half precision, where that can be: asked for now, or when the run was begun */
  f16: boolean
}

/** @throws UsageError */
export function readTrainArguments(argv: readonly string[]): TrainArguments {
  const args = parse(argv, options)
  if ((args.resume ?? args.init) !== undefined && (args.variant || args.family !== 'gpt')) {
    throw new UsageError('--family and --variant are for new models: one that goes on keeps its shape.')
  }
  if (args.resume !== undefined && args.init !== undefined) throw new UsageError('Give one of --resume and --init.')
  if ((args.resume ?? args.init) !== undefined && args.tokenizer !== undefined)
    throw new UsageError('--tokenizer is for new models: one that goes on keeps its own.')
  attempt(() => parseTokenizerChoice(args.tokenizer ?? 'char'))
  if (args.corpus === undefined && args.resume === undefined)
    throw new UsageError('--corpus is needed: a file, or the id of a bundled text.')
  // A resumed run is saved where it came from, unless told otherwise.
  const out = args.out ?? args.resume
  if (out === undefined) throw new UsageError('--out is needed: the folder to save the model to.')
  // What can be refused before anything is read; the text decides the rest.
  if (args.resume === undefined) {
    const { sizes, training } = completeRun(saidIn(args), { gflopsPerSecond: TWO_CORES, vocab: 65, trainTokens: 1e6 })
    attempt(() => validateSettings(training))
    if (args.init === undefined) configOf({ ...optionsOf(sizes), family: args.family, variant: args.variant, vocab: 65 })
  }
  return { ...args, out, stopAt: args['stop-at'], saveEvery: args['save-every'] }
}

/** Reads the text and the model to start from. @throws UsageError, or CourseError for files that are missing or do not fit */
export async function planRun(args: TrainArguments): Promise<RunPlan> {
  const path = args.resume ?? args.init
  const model = path === undefined ? undefined : args.resume === undefined ? readModel(path) : readRunning(path)
  const before = args.resume === undefined ? undefined : model?.trainingState?.run
  if (args.resume !== undefined && !before) {
    throw new CourseError(
      'bad-checkpoint',
      `"${args.resume}" has no training_state.safetensors and run.json, so its run cannot be resumed.`,
      'Start a new run from its weights with --init.',
    )
  }
  const loaded = await loadText(args.corpus ?? before!.corpus.id)
  if (before && loaded.corpus.sha256 !== before.corpus.sha256) {
    throw new CourseError(
      'bad-argument',
      `The run learned from another text: "${before.corpus.title}", SHA-256 ${before.corpus.sha256.slice(0, 12)} …`,
      'Give that text as --corpus, or start a new run with --init.',
    )
  }
  const tokenizer = model?.tokenizer ?? madeFor(args.tokenizer ?? 'char', loaded.text)
  const corpus = prepareCorpus(loaded.text, tokenizer)
  noteUnknown(corpus.unknown)
  const { config, settings } = before ? resumed(args, model!.config, before) : begun(args, model?.config, tokenizer.size, corpus)
  checkCorpus(corpus, config.nCtx)
  return {
    config,
    settings,
    tokenizer,
    corpus,
    f16: args.f16 || before?.f16 === true,
    text: before ? { ...loaded, corpus: before.corpus } : loaded,
    ...(model && { from: { model, resume: before !== undefined } }),
  }
}

/** What the arguments say of sizes and settings, in the core's names. */
const saidIn = (args: TrainOptions): Said => ({
  nLayer: args.layers,
  nHead: args.heads,
  nEmbd: args.embd,
  nCtx: args.ctx,
  dropout: args.dropout,
  batch: args.batch,
  steps: args.steps,
  learningRate: args.lr,
  warmup: args.warmup,
  weightDecay: args['weight-decay'],
  clip: args.clip,
  evalEvery: args['eval-every'],
  seed: args.seed,
})

/** A new run: what is not said is what the page would suggest on two ordinary cores. @param from of the weights that it starts from */
function begun(
  args: TrainArguments,
  from: ModelConfig | undefined,
  vocab: number,
  { train }: Corpus,
): Pick<RunPlan, 'config' | 'settings'> {
  const fixed = from && sameSizes(args, from, false)
  const { sizes, training } = completeRun({ ...saidIn(args), ...fixed }, { gflopsPerSecond: TWO_CORES, vocab, trainTokens: train.length })
  return {
    config: fixed ?? configOf({ ...optionsOf(sizes), family: args.family, variant: args.variant, vocab }),
    settings: attempt(() => validateSettings(training)),
  }
}

/** A run that goes on as it was begun, except for what is said. */
function resumed(args: TrainArguments, model: ModelConfig, before: RunRecord): Pick<RunPlan, 'config' | 'settings'> {
  const said = Object.entries(saidIn(args)).filter(([key, value]) => value !== undefined && key in before.settings)
  const settings = attempt(() => validateSettings({ ...before.settings, ...Object.fromEntries(said) }))
  if (settings.steps < before.step)
    throw new UsageError(`--steps is ${settings.steps}, but ${before.step} are done already; it is the run's total.`)
  return { config: sameSizes(args, model, true), settings }
}

const optionsOf = ({ nLayer, nHead, nEmbd, nCtx, dropout }: SuggestedSizes) => ({
  layers: nLayer,
  heads: nHead,
  embd: nEmbd,
  ctx: nCtx,
  dropout,
})

/** A short text has few pairs: how many is said. */
function madeFor(asked: string, text: string): Tokenizer {
  const tokenizer = makeTokenizer(parseTokenizerChoice(asked), text)
  const wanted = Number(/^bpe:(\d+)$/.exec(asked)?.[1] ?? 0)
  if (wanted > tokenizer.size)
    note(`The text has pairs for ${tokenizer.size} tokens, not for ${wanted}: the vocabulary has ${tokenizer.size}.`)
  return tokenizer
}

/** A model's sizes are fixed; arguments may repeat them. Dropout may change where a new run starts. */
function sameSizes(args: TrainArguments, config: ModelConfig, resume: boolean): ModelConfig {
  for (const [name, key] of [
    ['layers', 'nLayer'],
    ['heads', 'nHead'],
    ['embd', 'nEmbd'],
    ['ctx', 'nCtx'],
    ...(resume ? [['dropout', 'dropout'] as const] : []),
  ] as const) {
    const asked = args[name]
    if (asked !== undefined && asked !== config[key])
      throw new UsageError(`--${name} is ${asked}, but the model that the run starts from has ${config[key]}.`)
  }
  return { ...config, dropout: args.dropout ?? (resume ? config.dropout : 0) }
}
