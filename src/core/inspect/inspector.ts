/** Any number of a pass by its name: activations, weights, and gradients where the pass goes backwards. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { checkIds } from '../model/ids.ts'
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
  /** tokens in a window, at most nCtx */
  time: number
  /** windows, default 1 */
  batch?: number
  /** also the loss and every gradient; the store must have been made for training */
  backwards?: boolean
  /** the masks of a training step; default none */
  dropout?: { p: number; seed: number; step: number }
}

/** A pass that keeps everything it computes. It holds memory until `destroy`; the store stays. */
export class Inspector {
  private constructor(
    private readonly program: Program,
    private readonly config: ModelConfig,
    private readonly options: InspectorOptions,
  ) {}

  /** @throws CourseError 'bad-argument' for a window that the context does not hold */
  static async create(store: ParameterStore, config: ModelConfig, layout: ModelLayout, options: InspectorOptions): Promise<Inspector> {
    const { time, batch = 1, backwards = false, dropout } = options
    if (!(Number.isInteger(time) && time >= 1 && time <= config.nCtx)) {
      throw new CourseError(
        'bad-argument',
        `A window of ${time} tokens is asked for, but this model reads 1 to ${config.nCtx}.`,
        `Use the last ${config.nCtx} tokens.`,
      )
    }
    const plan = backwards
      ? gradientPlan(config, layout, batch, time, { inspect: true, dropout: dropout?.p ?? 0 })
      : inspectionPlan(config, layout, time)
    return new Inspector(await store.compile(plan), config, options)
  }

  /** Every name that can be read, with its shape, in the order in which the pass computes them. */
  get names(): { name: string; shape: readonly number[] }[] {
    const { plan } = this.program
    const own = [...plan.tensors.values()].filter(({ name }) => !name.startsWith('flat/')).map(({ name, shape }) => ({ name, shape }))
    const shared = [...plan.gradients].filter(([name]) => !plan.tensors.has(`grad/${name}`))
    return [...own, ...shared.map(([name, holder]) => ({ name: `grad/${name}`, shape: plan.tensors.get(holder)!.shape }))]
  }

  /**
   * Runs the pass over ids [B·T] (and targets [B·T], where it goes backwards).
   * @throws CourseError 'bad-ids' for ids that the vocabulary does not have
   */
  run(ids: Int32Array, targets?: Int32Array): void {
    const { dropout } = this.options
    checkIds(ids, this.config.nVocab)
    this.program.write('ids', ids)
    if (targets) {
      checkIds(targets, this.config.nVocab, 'targets')
      this.program.write('targets', targets)
    }
    this.program.replay({ step: dropout?.step ?? 0, learningRate: 0, seed: dropout?.seed ?? 0, position: 0 })
  }

  /** What the last pass left under these names. @throws CourseError 'bad-argument' for an unknown name, with the nearest known ones */
  async read(names: readonly string[]): Promise<Reading[]> {
    const tensors = names.map((name) => ({ name, tensor: find(this.program.plan, name) }))
    return Promise.all(tensors.map(async ({ name, tensor }) => ({ name, shape: tensor.shape, data: await this.program.read(tensor.name) })))
  }

  destroy(): void {
    this.program.destroy()
  }
}

/** A gradient may be shared: what flows into a sum flows out of both its sides. */
function find(plan: Plan, name: string): Tensor {
  const holder = name.startsWith('grad/') ? (plan.gradients.get(name.slice('grad/'.length)) ?? name) : name
  const tensor = plan.tensors.get(holder)
  if (tensor && !name.startsWith('flat/')) return tensor
  const near = nearestNames(name, [...plan.tensors.keys(), ...[...plan.gradients.keys()].map((each) => `grad/${each}`)])
  throw new CourseError('bad-argument', `This pass computes nothing that is called "${name}".`, `Names like it: ${near.join(', ')}.`)
}
