/** Any number of a pass by its name: activations, weights, and gradients where the pass goes backwards. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { checkIds } from '../model/ids.ts'
import { boxOf } from './box.ts'
import { gradientPlan, inspectionPlan, type ModelLayout } from '../model/plans.ts'
import type { Plan, Tensor } from '../plan/plan.ts'
import type { ParameterStore, Program } from '../runtime/runtime.ts'
import { nearestNames } from './names.ts'

export interface Reading {
  name: string
  shape: readonly number[]
  /** row-major, as many numbers as the shape says */
  data: Float32Array
}

export interface InspectorOptions {
  /** tokens that a window has room for, at most nCtx; shorter ones cost as much, and need no plan of their own */
  time: number
  /** windows, default 1 */
  batch?: number
  /** also the loss */
  loss?: boolean
  /** also the loss and every gradient; the store must have been made for training */
  backwards?: boolean
  /** the masks of a training step; default none */
  dropout?: { p: number; seed: number; step: number }
}

/** Does no token see what comes after it? Then a window may be filled up behind its text, and its numbers stay what they are. */
export const isCausal = (config: ModelConfig): boolean => !config.surgery?.noMask

/** A pass that keeps everything it computes. It holds memory until `destroy`; the store stays. */
export class Inspector {
  /** tokens of the last window */
  private length: number

  private constructor(
    private readonly program: Program,
    private readonly config: ModelConfig,
    private readonly options: InspectorOptions,
    /** the same plan with room for one token less: what differs in it depends on the length; null where only whole windows are read */
    private readonly shorter: Plan | null,
  ) {
    this.length = options.time
  }

  /** @throws CourseError 'bad-argument' for a window that the context does not hold */
  static async create(store: ParameterStore, config: ModelConfig, layout: ModelLayout, options: InspectorOptions): Promise<Inspector> {
    const { time, batch = 1, loss = false, backwards = false, dropout } = options
    if (!(Number.isInteger(time) && time >= 1 && time <= config.nCtx)) {
      throw new CourseError(
        'bad-argument',
        `A window of ${time} tokens is asked for, but this model reads 1 to ${config.nCtx}.`,
        `Use the last ${config.nCtx} tokens.`,
      )
    }
    const planOf = (length: number): Plan =>
      backwards
        ? gradientPlan(config, layout, batch, length, { inspect: true, dropout: dropout?.p ?? 0, weighted: true })
        : inspectionPlan(config, layout, length, loss)
    const shorter = batch === 1 && time > 1 && isCausal(config) ? planOf(time - 1) : null
    return new Inspector(await store.compile(planOf(time)), config, options, shorter)
  }

  get bytes(): number {
    return this.program.bytes
  }

  /** Every name that can be read after a pass over `length` tokens, with its shape, in the order in which the pass computes them. */
  names(length = this.length): { name: string; shape: readonly number[] }[] {
    const { plan } = this.program
    const own = [...plan.tensors.values()].filter(({ name }) => !INTERNAL.test(name))
    const shared = [...plan.gradients].filter(([name]) => !plan.tensors.has(`grad/${name}`))
    return [
      ...own.map((tensor) => ({ name: tensor.name, shape: this.shapeAt(tensor, length) })),
      ...shared.map(([name, holder]) => ({ name: `grad/${name}`, shape: this.shapeAt(plan.tensors.get(holder)!, length) })),
    ]
  }

  /**
   * Runs the pass over ids [B·T] (and targets [B·T], where there is a loss), or over fewer: of one window of a model that looks
   * back only. The loss is the mean over those that are given.
   * @throws CourseError 'bad-ids' for ids that the vocabulary does not have
   */
  run(ids: Int32Array, targets?: Int32Array): void {
    const { dropout, time, batch = 1, backwards } = this.options
    if (ids.length !== batch * time && !(this.shorter && ids.length >= 1 && ids.length < time))
      throw new Error(`a window of ${time} tokens, ${batch} at a time, is to be read, and there are ${ids.length}`)
    this.length = ids.length / batch
    checkIds(ids, this.config.nVocab)
    this.program.write('ids', filled(ids, batch * time))
    if (targets) {
      checkIds(targets, this.config.nVocab, 'targets')
      this.program.write('targets', filled(targets, batch * time))
      if (backwards) this.program.write('loss weights', new Float32Array(batch * time).fill(1 / ids.length, 0, ids.length))
    }
    this.program.replay({ step: dropout?.step ?? 0, learningRate: 0, seed: dropout?.seed ?? 0, position: 0 })
  }

  /** What the last pass left under these names. @throws CourseError 'bad-argument' for an unknown name, with the nearest known ones */
  async read(names: readonly string[]): Promise<Reading[]> {
    const tensors = names.map((name) => ({ name, tensor: find(this.program.plan, name) }))
    return Promise.all(
      tensors.map(async ({ name, tensor }) => {
        const shape = this.shapeAt(tensor, this.length)
        return { name, shape, data: boxOf(await this.program.read(tensor.name), tensor.shape, shape) }
      }),
    )
  }

  /** Dimensions that are longer in a longer window grow with each token by the same. */
  private shapeAt({ name, shape }: Tensor, length: number): readonly number[] {
    const missing = this.options.time - length
    const less = this.shorter?.tensors.get(name)?.shape
    return missing === 0 || !less ? shape : shape.map((size, i) => size - missing * (size - less[i]!))
  }

  destroy(): void {
    this.program.destroy()
  }
}

/** Nobody's numbers: the flat buffers, and what the losses are weighed by. */
const INTERNAL = /^(flat\/|loss weights$)/

/** What stands after the text is any token. */
function filled(ids: Int32Array, length: number): Int32Array {
  if (ids.length === length) return ids
  const all = new Int32Array(length)
  all.set(ids)
  return all
}

/** A gradient may be shared: what flows into a sum flows out of both its sides. */
function find(plan: Plan, name: string): Tensor {
  const holder = name.startsWith('grad/') ? (plan.gradients.get(name.slice('grad/'.length)) ?? name) : name
  const tensor = plan.tensors.get(holder)
  if (tensor && !INTERNAL.test(name)) return tensor
  const near = nearestNames(name, [...plan.tensors.keys(), ...[...plan.gradients.keys()].map((each) => `grad/${each}`)])
  throw new CourseError('bad-argument', `This pass computes nothing that is called "${name}".`, `Names like it: ${near.join(', ')}.`)
}
