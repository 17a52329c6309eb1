/** A model taken apart: any tensor of a pass, one weight moved, one part cut out. */
import type { Surgery } from '../core/config.ts'
import { prepareCorpus } from '../core/data/corpus.ts'
import { CourseError } from '../core/errors.ts'
import type { Inspector, Reading } from '../core/inspect/inspector.ts'
import { type Nudge, type NudgeRequest, nudge, type UnmovedPass, unmovedPass } from '../core/inspect/nudge.ts'
import { pooledParameter, readParameters } from '../core/inspect/parameters.ts'
import { bothCuts, headsInWeights, silenceHeads, transplantHead } from '../core/model/surgery.ts'
import { promptIds } from '../core/sample/generate.ts'
import { mean } from '../core/train/evaluator.ts'
import type { LiveModel } from './askedModels.ts'
import type { Inference } from './inference.ts'
import type { HeldOutLoss, LoadedModel, Pass } from './loadedModel.ts'
import type {
  ModelHandle,
  Operation,
  PooledReading,
  PooledWindow,
  Probe,
  TextRef,
  TokenWindow,
  Transplant,
  UnknownSaid,
  WindowLosses,
} from './protocol.ts'
import type { Texts } from './texts.ts'
import { saidOf } from './unknownSaid.ts'

export class Inspection {
  /** held-out tokens of models */
  private readonly parts = new WeakMap<LiveModel, Int32Array>()
  /** the last pass before a weight was moved: the next move on the same text begins with the same */
  private unmoved: { inspector: Inspector; window: string; version: number; pass: UnmovedPass } | undefined

  constructor(
    private readonly inference: Inference,
    private readonly texts: Texts,
  ) {}

  tensorNames(handle: ModelHandle, text: string): Promise<{ name: string; shape: readonly number[] }[]> {
    return this.inference.borrow(handle, async (loaded) => {
      const { ids } = windowOf(loaded.model, text, 'gradients')
      return (await loaded.inspector(ids.length, 'gradients')).names(ids.length)
    })
  }

  probe(handle: ModelHandle, text: string, names: readonly string[]): Promise<Probe> {
    return this.inference.borrow(handle, async (loaded) => {
      const probed = await this.probed(loaded, promptIds(loaded.model.tokenizer, text), names)
      return { ...probed, ...saidOf(loaded.model, text) }
    })
  }

  probeTokens(handle: ModelHandle, ids: readonly number[], names: readonly string[]): Promise<Probe> {
    return this.inference.borrow(handle, async (loaded) => {
      const { size } = loaded.model.tokenizer
      const stranger = ids.find((id) => !(Number.isInteger(id) && id >= 0 && id < size))
      if (stranger !== undefined)
        throw new CourseError('bad-argument', `There is no token ${stranger}: those of this model go from 0 to ${size - 1}.`)
      return this.probed(loaded, ids, names)
    })
  }

  private async probed(loaded: LoadedModel, all: ArrayLike<number>, names: readonly string[]): Promise<Probe> {
    const wanted = names.some((name) => name === 'gradNorm' || name.startsWith('grad/'))
      ? 'gradients'
      : names.some((name) => OF_THE_LOSS.includes(name))
        ? 'loss'
        : 'numbers'
    const { ids, targets } = windowIn(loaded.model, all, wanted)
    const inspector = await loaded.inspector(ids.length, wanted)
    inspector.run(ids, targets)
    const tensors = await inspector.read(names)
    const [losses] = targets ? await inspector.read(['losses']) : []
    const words = (some: Int32Array) => Array.from(some, (id) => loaded.model.tokenizer.piece(id))
    return {
      tokens: words(ids),
      targets: targets ? words(targets) : null,
      loss: losses ? mean(losses.data) : null,
      tensors,
    }
  }

  weights(handle: ModelHandle, names: readonly string[]): Promise<Reading[]> {
    return this.inference.borrow(handle, async ({ layout, model }) => readParameters(layout, await model.weights(), names))
  }

  async pooledWeights(handle: ModelHandle, asked: readonly PooledWindow[], since?: ModelHandle): Promise<PooledReading[]> {
    const before = since && (await this.inference.borrow(since, ({ model }) => model.weights()))
    return this.inference.borrow(handle, async ({ layout, model }) => {
      const weights = await model.weights()
      return asked.map((each) => pooledParameter(layout, weights, each, before))
    })
  }

  nudge(handle: ModelHandle, text: string, request: NudgeRequest): Promise<Nudge & UnknownSaid> {
    return this.inference.borrow(handle, async (loaded) => {
      const { ids, targets } = windowOf(loaded.model, text, 'gradients')
      const passes = {
        forwards: await loaded.inspector(ids.length, 'moved loss'),
        backwards: await loaded.inspector(ids.length, 'gradients'),
      }
      const window = `${ids} ${targets}`
      const known =
        this.unmoved?.inspector === passes.forwards && this.unmoved.window === window && this.unmoved.version === loaded.model.version()
      if (!known)
        this.unmoved = {
          inspector: passes.forwards,
          window,
          version: loaded.model.version(),
          pass: await unmovedPass(passes, ids, targets!),
        }
      const pass = { ids, targets: targets!, unmoved: this.unmoved!.pass }
      return { ...(await nudge(passes, await loaded.moving(), loaded.layout, pass, request)), ...saidOf(loaded.model, text) }
    })
  }

  windowLosses(handle: ModelHandle, text: string, windows: readonly TokenWindow[]): Promise<WindowLosses & UnknownSaid> {
    return this.inference.borrow(handle, async (loaded) => {
      const { tokenizer, config } = loaded.model
      const ids = Int32Array.from(promptIds(tokenizer, text))
      const cut = windows.map(({ from, to }) => {
        if (!(from >= 0 && to <= ids.length && to - from >= 2 && to - from <= config.nCtx + 1))
          throw new CourseError(
            'bad-argument',
            `A window from token ${from} to token ${to} is asked for, of a text of ${ids.length} tokens and a model that reads ${config.nCtx} at once.`,
            `A window has 2 to ${config.nCtx + 1} tokens, of which the last one is predicted.`,
          )
        return ids.subarray(from, to)
      })
      const tokens = Array.from(ids, (id) => tokenizer.piece(id))
      return { tokens, losses: await loaded.lastLosses(cut), ...saidOf(loaded.model, text) }
    })
  }

  async operate(handle: ModelHandle, surgery: Surgery, transplant?: Transplant): Promise<Operation> {
    const { heldOut, config, before } = await this.inference.borrow(handle, async (loaded) => {
      const heldOut = await this.heldOut(loaded.model, loaded.model.text ?? FOR_STRANGERS)
      return { heldOut, config: loaded.model.config, before: await loaded.lossOn(heldOut) }
    })
    const { heads, rest } = headsInWeights(config, surgery)
    const without = bothCuts(handle.without, rest)
    const after = await this.inference.borrow({ ...handle, without }, async (loaded) => {
      if (!transplant && heads.length === 0) return loaded.lossOn(heldOut)
      const { layout, model } = loaded
      const own = await model.weights()
      const moved = transplant ? transplantHead(own, layout, model.config, transplant.from, transplant.to) : own
      return loaded.lossWith(silenceHeads(moved, layout, model.config, heads), heldOut)
    })
    return { lossBefore: before.loss, lossAfter: after.loss, tokens: before.tokens }
  }

  /** The loss of these weights [layout.size], in the model's place, on its held-out text; null where that is not there. */
  lossOfWeights(handle: ModelHandle, weights: Float32Array): Promise<HeldOutLoss | null> {
    return this.inference.borrow(handle, async (loaded) => {
      const heldOut = await this.heldOut(loaded.model).catch((error) => {
        if (error instanceof CourseError && (error.code === 'not-found' || error.code === 'bad-text')) return null
        throw error
      })
      return heldOut && loaded.lossWith(weights, heldOut)
    })
  }

  /** Passages of `length` tokens from the model's held-out text, evenly spread, each from the beginning of a word on. */
  passages(handle: ModelHandle, count: number, length: number): Promise<string[][]> {
    return this.inference.borrow(handle, async ({ model }) => {
      const heldOut = await this.heldOut(model)
      const piece = (i: number) => model.tokenizer.piece(heldOut[i]!, i > 0 ? heldOut[i - 1] : undefined)
      const apart = Math.floor((heldOut.length - length) / count)
      if (apart < length)
        throw new CourseError(
          'bad-argument',
          `${count} passages of ${length} tokens do not fit beside each other into ${heldOut.length} held-out ones.`,
          'Ask for fewer.',
        )
      return Array.from({ length: count }, (_, n) => {
        const places = Array.from({ length: apart - length }, (_, i) => n * apart + i)
        const start = places.find((i) => i > 0 && /\s$/.test(piece(i - 1)) && !/^\s/.test(piece(i))) ?? n * apart
        return Array.from({ length }, (_, i) => piece(start + i))
      })
    })
  }

  /** The part of the model's own text, or of another one, that it has not learned from, as its tokenizer reads it. */
  private async heldOut(model: LiveModel, ref: TextRef | null = model.text): Promise<Int32Array> {
    const known = this.parts.get(model)
    if (known) return known
    if (!ref)
      throw new CourseError(
        'not-found',
        'This model came without its text, so nothing is held out to measure it on.',
        'Ask a model that was trained here.',
      )
    const { text } = await this.texts.load(ref)
    const { validation } = prepareCorpus(text, model.tokenizer)
    this.parts.set(model, validation)
    return validation
  }
}

/** What a model is cut up on that came without its text, as far as its tokens can write it. */
const FOR_STRANGERS: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

/** What only a pass with targets has, besides the gradients and their norm. */
const OF_THE_LOSS: readonly string[] = ['targets', 'losses']

/**
 * The end of a text that fits the context. For the loss every token is to predict the next, so one more token fits, which is only a
 * target. Gradients are of the numbers that a pass over the same text shows: they begin where it begins.
 */
function windowOf(model: LiveModel, text: string, wanted: Pass): { ids: Int32Array; targets?: Int32Array } {
  return windowIn(model, promptIds(model.tokenizer, text), wanted)
}

function windowIn({ config }: LiveModel, all: ArrayLike<number>, wanted: Pass): { ids: Int32Array; targets?: Int32Array } {
  const window = Int32Array.from(all).slice(wanted === 'loss' ? -config.nCtx - 1 : -config.nCtx)
  if (wanted === 'numbers') return { ids: window }
  if (window.length < 2)
    throw new CourseError('bad-text', 'A loss needs two tokens, one to read and one to predict.', 'Write a little more.')
  return { ids: window.slice(0, -1), targets: window.slice(1) }
}
