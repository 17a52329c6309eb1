/** A model on the device: its weights, and the plans that were compiled to ask it. All of it is kept until it is released. */
import { Inspector, isCausal } from '../core/inspect/inspector.ts'
import { modelLayout, type ModelLayout } from '../core/model/plans.ts'
import type { ParameterStore, Runtime } from '../core/runtime/runtime.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { Evaluator } from '../core/train/evaluator.ts'
import { besideEachOther, passesOver, roomFor } from './windows.ts'
import type { LiveModel } from './askedModels.ts'

/** What a pass is for: the numbers of a text, how well each next token was predicted, how the loss depends on them, or the loss where a weight is moved. */
export type Pass = 'numbers' | 'loss' | 'gradients' | 'moved loss'

/** Windows in one pass of an evaluation. */
export const EVALUATION_BATCH = 8

/** A model that sees what comes after has a plan for each length of a text; of so many the last ones are kept. */
const MOST_INSPECTORS = 12
/** Tokens in a pass over several windows, and surprises that are remembered of one version of the weights. */
const WINDOW_TOKENS = 128
const MOST_SURPRISES = 20_000

/** The weights of one version, and what was compiled for them. */
interface Desk {
  store: ParameterStore
  /** of the weights that are in the store; another one than the model's: they are old */
  version: number
  bytes: number
}

/** nats per token, over so many tokens */
export interface HeldOutLoss {
  loss: number
  tokens: number
}

/** One command at a time may use it. */
export class LoadedModel {
  readonly layout: ModelLayout
  /** samples that are being written */
  sampling = 0
  private readonly desks = new Map<'forwards' | 'backwards' | 'tried', Desk>()
  private readonly inspectors = new Map<string, Inspector>()
  private typed: Decoder | undefined
  private written: Decoder | undefined
  private readonly evaluators = new Map<Desk, Evaluator>()
  /** passes over several windows at once, by the room of each */
  private readonly rows = new Map<number, Evaluator>()
  /** what is known of windows, by their tokens */
  private known: { version: number; surprises: Map<string, number> } | undefined
  /** on the text that is held out, of the version that it was measured for */
  private heldOut: ({ version: number } & HeldOutLoss) | undefined

  constructor(
    readonly model: LiveModel,
    readonly runtime: Runtime,
  ) {
    this.layout = modelLayout(model.config)
  }

  /** Numbers on the device, about: decoders are small beside the rest. */
  get bytes(): number {
    const desks = [...this.desks.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    return [...this.inspectors.values(), ...this.evaluators.values(), ...this.rows.values()].reduce((sum, { bytes }) => sum + bytes, desks)
  }

  /** Continues what is typed. */
  async typing(): Promise<Decoder> {
    const { store } = await this.desk('forwards')
    this.typed ??= await Decoder.create(store, this.model.config, this.layout, this.model.tokenizer)
    return this.typed
  }

  /** Continues what is sampled: it has a cache of its own. */
  async writing(): Promise<Decoder> {
    const { store } = await this.desk('forwards')
    this.written ??= await Decoder.create(store, this.model.config, this.layout, this.model.tokenizer)
    return this.written
  }

  /** For a window of `length` tokens. */
  async inspector(length: number, what: Pass): Promise<Inspector> {
    const { config } = this.model
    const { store } = await this.desk(what === 'gradients' || what === 'moved loss' ? 'backwards' : 'forwards')
    const time = isCausal(config) ? roomFor(length, config.nCtx) : length
    const key = `${what} ${time}`
    const inspector =
      this.inspectors.get(key) ??
      (await Inspector.create(store, config, this.layout, {
        time,
        loss: what === 'loss' || what === 'moved loss',
        backwards: what === 'gradients',
      }))
    this.inspectors.delete(key)
    this.inspectors.set(key, inspector)
    if (this.inspectors.size > MOST_INSPECTORS) {
      const [oldest, gone] = [...this.inspectors][0]!
      gone.destroy()
      this.inspectors.delete(oldest)
    }
    return inspector
  }

  /** The store that an inspector goes backwards over, for a weight to be moved in. */
  async moving(): Promise<ParameterStore> {
    return (await this.desk('backwards')).store
  }

  /** The loss on tokens that are always the same, measured once for each version of the weights. */
  async lossOn(tokens: Int32Array): Promise<HeldOutLoss> {
    const desk = await this.desk('forwards')
    const { version } = desk
    if (this.heldOut?.version !== version) this.heldOut = { version, ...(await this.evaluate(desk, tokens)) }
    return this.heldOut
  }

  /** The loss on tokens of the model with other weights in it, of the same layout. */
  async lossWith(weights: Float32Array, tokens: Int32Array): Promise<HeldOutLoss> {
    const desk = await this.made('tried')
    desk.store.write('weight', weights)
    return this.evaluate(desk, tokens)
  }

  /**
   * The cross-entropy of the last token of each window, at least two tokens each and at most the context and one, nats. Windows that
   * begin alike are one pass where no token sees what comes after it, passes go side by side, and what is known is not computed again.
   */
  async lastLosses(windows: readonly Int32Array[]): Promise<number[]> {
    const { store, version } = await this.desk('forwards')
    if (this.known?.version !== version) this.known = { version, surprises: new Map() }
    const { surprises } = this.known
    if (surprises.size > MOST_SURPRISES) surprises.clear()
    const { config } = this.model
    for (const { room, rows } of passesOver(
      windows.filter((window) => !surprises.has(window.join())),
      config,
    )) {
      const batch = isCausal(config) ? Math.max(1, Math.floor(WINDOW_TOKENS / room)) : 1
      const evaluator = await this.beside(store, batch, room)
      for (let first = 0; first < rows.length; first += batch) {
        const side = rows.slice(first, first + batch)
        const losses = await evaluator.losses(besideEachOther(side, batch, room))
        for (const [r, row] of side.entries())
          for (const end of row.ends) surprises.set(row.ids.subarray(0, end).join(), losses[r * room + end - 2]!)
      }
    }
    return windows.map((window) => surprises.get(window.join())!)
  }

  /** For `batch` windows side by side, each with room for as many tokens. */
  private async beside(store: ParameterStore, batch: number, room: number): Promise<Evaluator> {
    const evaluator = this.rows.get(room) ?? (await Evaluator.create(store, this.model.config, this.layout, batch, room))
    this.rows.delete(room)
    this.rows.set(room, evaluator)
    if (this.rows.size > MOST_INSPECTORS) {
      const [oldest, gone] = [...this.rows][0]!
      gone.destroy()
      this.rows.delete(oldest)
    }
    return evaluator
  }

  private async evaluate(desk: Desk, tokens: Int32Array): Promise<HeldOutLoss> {
    const { config } = this.model
    const evaluator = this.evaluators.get(desk) ?? (await Evaluator.create(desk.store, config, this.layout, EVALUATION_BATCH))
    this.evaluators.set(desk, evaluator)
    const windows = evaluator.windows(tokens)
    return { loss: await evaluator.meanLoss(windows), tokens: windows.length * EVALUATION_BATCH * config.nCtx }
  }

  release(): void {
    for (const inspector of this.inspectors.values()) inspector.destroy()
    for (const evaluator of this.evaluators.values()) evaluator.destroy()
    this.typed?.destroy()
    this.written?.destroy()
    for (const { store } of this.desks.values()) store.destroy()
    for (const evaluator of this.rows.values()) evaluator.destroy()
    this.inspectors.clear()
    this.evaluators.clear()
    this.rows.clear()
    this.desks.clear()
    this.typed = this.written = this.heldOut = this.known = undefined
  }

  /** The store with the model's newest weights in it. */
  private async desk(kind: 'forwards' | 'backwards'): Promise<Desk> {
    const { model } = this
    const desk = await this.made(kind)
    // New weights under a sample that is being written would make nonsense of its cache.
    if (desk.version !== model.version() && (kind === 'backwards' || this.sampling === 0 || Number.isNaN(desk.version))) {
      const version = model.version()
      desk.store.write('weight', await model.weights())
      desk.version = version
      if (kind === 'forwards') {
        this.typed?.reset()
        this.written?.reset()
      }
    }
    return desk
  }

  private async made(kind: 'forwards' | 'backwards' | 'tried'): Promise<Desk> {
    const known = this.desks.get(kind)
    if (known) return known
    const training = kind === 'backwards'
    const store = await this.runtime.createStore(this.layout, { training })
    const desk = { store, version: Number.NaN, bytes: 4 * this.layout.size * (training ? 4 : 1) }
    this.desks.set(kind, desk)
    return desk
  }
}
