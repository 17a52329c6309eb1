/**
 * Low-rank adapters (Hu et al. 2021): y = x·W + b + (α/r)·(x·Aᵀ)·Bᵀ, where W and b are frozen and only A [r,in] and B [out,r] learn.
 *
 * The frozen tensors are constants of the plan, so they have no gradients, no moments and no place in the flat buffers. Only the
 * gains and biases of norms lie there too, behind the adapters: their kernels make all gradients at once. AdamW stops before them.
 */
import type { Tensors } from '../checkpoint/tensors.ts'
import { familyOf, type ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { modelParameters } from '../model/model.ts'
import { type OptimizerSettings, traceLoss } from '../model/plans.ts'
import { vector, weight } from '../model/parameters.ts'
import { differentiate } from '../plan/differentiate.ts'
import { bytesOf, elements, type Plan, type Tensor } from '../plan/plan.ts'
import { reuseMemory } from '../plan/reuse.ts'
import { layOut, type ParameterSpec, Trace } from '../plan/trace.ts'
import { normNames } from '../config/variant.ts'

/** The matrices of a block that can have adapters. */
export const TARGETS = ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj'] as const
export type Target = (typeof TARGETS)[number]

export interface LoraSettings {
  /** r */
  rank: number
  /** the adapters' product is multiplied by α / r */
  alpha: number
  targets: readonly Target[]
}

export type LoraLayout = ReturnType<typeof layOut>

/** @throws CourseError 'bad-argument' that says which setting is wrong */
export function validateLora(config: ModelConfig, { rank, alpha, targets }: LoraSettings): void {
  if (familyOf(config) !== 'gpt')
    throw new CourseError('bad-argument', `Adapters belong to a GPT's matrices, but the family is ${familyOf(config)}.`, 'Choose a GPT.')
  if (!Number.isInteger(rank) || rank < 1 || rank > config.nEmbd) {
    throw new CourseError(
      'bad-argument',
      `The rank is ${rank}, but it must be a whole number from 1 to the smaller side of the matrices, the model's width of ${config.nEmbd}.`,
      'A usual rank is 4.',
    )
  }
  if (!(alpha > 0 && Number.isFinite(alpha)))
    throw new CourseError('bad-argument', `Alpha is ${alpha}, but it must be a number above 0.`, `Try twice the rank, ${2 * rank}.`)
  const stranger = targets.find((target) => !TARGETS.includes(target))
  if (stranger !== undefined || targets.length === 0) {
    throw new CourseError(
      'bad-argument',
      stranger === undefined ? 'No matrix has an adapter.' : `There is no matrix "${stranger}" for an adapter.`,
      `Choose of ${TARGETS.join(', ')}.`,
    )
  }
}

/** "h.0.attn.c_attn.weight" → its adapters' names, as PEFT has them. */
const nameA = (matrix: string): string => matrix.replace(/weight$/, 'lora_A.weight')
const nameB = (matrix: string): string => matrix.replace(/weight$/, 'lora_B.weight')

/** The adapted matrices, [in,out] each. */
function adapted(config: ModelConfig, { targets }: LoraSettings): { name: string; from: number; to: number }[] {
  const names = targets.map((target) => `.${target}.weight`)
  return modelParameters(config)
    .filter(({ name }) => names.some((end) => name.endsWith(end)))
    .map(({ name, shape: [from, to] }) => ({ name, from: from!, to: to! }))
}

/** A as N(0, 1/in), B as 0: at the start the model is the one that is adapted. */
export function adapterParameters(config: ModelConfig, settings: LoraSettings): ParameterSpec[] {
  return adapted(config, settings).flatMap(({ name, from, to }): ParameterSpec[] => [
    weight(nameA(name), [settings.rank, from], 1 / Math.sqrt(from)),
    { ...vector(nameB(name), 0), shape: [to, settings.rank] },
  ])
}

/** The adapters from 0 to `decayUntil`, which is all that learns; then the norms. */
export function loraLayout(config: ModelConfig, settings: LoraSettings): LoraLayout {
  validateLora(config, settings)
  const norms = new Set(normNames(config).flatMap((name) => [`${name}.weight`, `${name}.bias`]))
  return layOut([...adapterParameters(config, settings), ...modelParameters(config).filter(({ name }) => norms.has(name))])
}

/** Numbers that learn. */
export const loraCount = (config: ModelConfig, settings: LoraSettings): number =>
  adapterParameters(config, settings).reduce((sum, { shape }) => sum + elements(shape), 0)

/** Bytes of a training plan, frozen weights and flat buffers on one side, activations and their gradients on the other. */
export function memoryOf(plan: Plan): { state: number; activations: number } {
  const activations = [...plan.tensors.values()].reduce(
    (sum, { kind, shape }) => sum + (kind === 'activation' ? 4 * elements(shape) : 0),
    0,
  )
  return { state: bytesOf(plan) - activations, activations }
}

/** A trace in which every weight that the layout lacks is a constant, and adapted layers are the sum of two roads. */
class LoraTrace extends Trace {
  constructor(
    name: string,
    override readonly layout: LoraLayout,
    private readonly base: Tensors,
    private readonly settings: LoraSettings,
  ) {
    super(name, layout)
  }

  override weight(name: string): Tensor {
    if (this.layout.parameters.some((parameter) => parameter.name === name)) return super.weight(name)
    const { shape, data } = this.base.get(name)!
    return this.constant(name, shape, data)
  }

  /** What learns, alone. */
  override flat(kind: 'weight' | 'grad' | 'm' | 'v'): Tensor {
    const name = `flat/${kind}`
    const tensor = this.tensors.get(name) ?? { name, kind, shape: [this.layout.decayUntil], dtype: 'f32' as const, offset: 0 }
    this.tensors.set(name, tensor)
    return tensor
  }

  override call(...[op, inputs, outputs, args]: Parameters<Trace['call']>): void {
    const matrix = inputs.weight?.name ?? ''
    if (op !== 'linear' || !this.layout.parameters.some(({ name }) => name === nameA(matrix))) {
      super.call(op, inputs, outputs, args)
      return
    }
    const { rank, alpha } = this.settings
    const { x } = inputs
    const y = outputs.y!
    const sum = outputs.pre ?? y
    const [rows, from, to] = [args.rows!, args.in!, args.out!]
    const part = (name: string, width: number) => this.activation(`${sum.name}.${name}`, [...sum.shape.slice(0, -1), width])
    const [base, low, scaled, B] = [part('base', to), part('lora_A', rank), part('lora_A.scaled', rank), this.weight(nameB(matrix))]
    super.call('linear', inputs, { y: base }, args)
    super.call('linear', { x, weight: this.weight(nameA(matrix)) }, { y: low }, { rows, in: from, out: rank, transposed: 1 })
    super.call(
      'scaleColumns',
      { x: low, scale: this.constant('lora.scale', [rank], new Float32Array(rank).fill(alpha / rank)) },
      { y: scaled },
      { rows, width: rank },
    )
    // The kernel that multiplies by a transpose and adds: base + scaled·Bᵀ in one pass. As a forward call it has its rule from here.
    super.call('linearBackwardInput', { dy: scaled, weight: B, addend: base }, { dx: sum }, { rows, in: to, out: rank, transposed: 0 })
    this.rules.set(this.calls.at(-1)!, (tape) => {
      const dy = tape.gradientOf(sum)
      if (!dy) return
      tape.share(base, dy)
      const { gradient, accumulate } = tape.weightGradient(B)
      tape.call('linear', { x: dy, weight: B }, { y: tape.contribute(scaled).gradient }, { rows, in: to, out: rank, transposed: 0 })
      tape.call('linearBackwardWeight', { x: scaled, dy }, { dweight: gradient }, { rows, in: rank, out: to, transposed: 1, accumulate })
    })
    if (outputs.pre) super.call('activation', { x: sum }, { y }, { size: rows * to, kind: 0 })
  }
}

/** ids, targets [B,T] → losses [B·T], logits [B·T,V] and the gradients of the adapters. @param base every tensor of the model */
export function loraGradientPlan(config: ModelConfig, base: Tensors, settings: LoraSettings, batch: number, time = config.nCtx): Plan {
  return lossTrace('gradients of adapters', config, base, settings, batch, time).plan()
}

/** As `loraGradientPlan`, and AdamW's update of the adapters. `gradNorm` [1] is the norm before clipping. */
export function loraTrainingPlan(
  config: ModelConfig,
  base: Tensors,
  settings: LoraSettings,
  batch: number,
  optimizer: OptimizerSettings,
): Plan {
  const t = lossTrace('training of adapters', config, base, settings, batch, config.nCtx)
  const norm = t.activation('gradNorm', [1])
  const size = t.layout.decayUntil
  t.call('gradNorm', { grads: t.flat('grad') }, { norm }, { size })
  t.call(
    'adamW',
    { grads: t.flat('grad'), norm },
    { weights: t.flat('weight'), m: t.flat('m'), v: t.flat('v') },
    { size, decayUntil: size, ...optimizer },
  )
  return reuseMemory(t.plan(), ['losses', 'gradNorm'])
}

function lossTrace(name: string, config: ModelConfig, base: Tensors, settings: LoraSettings, batch: number, time: number): LoraTrace {
  const t = new LoraTrace(name, loraLayout(config, settings), base, settings)
  traceLoss(t, config, batch, time, true)
  differentiate(t)
  return t
}

/** The model in which the adapters are part of the matrices: W + (α/r)·(B·A)ᵀ. Same logits, no work more. */
export function mergeAdapters(config: ModelConfig, base: Tensors, adapters: Tensors, settings: LoraSettings): Tensors {
  const merged = new Map(base)
  const scale = settings.alpha / settings.rank
  for (const { name, from, to } of adapted(config, settings)) {
    const [a, b] = [adapters.get(nameA(name))!.data, adapters.get(nameB(name))!.data]
    const { shape, data } = base.get(name)!
    const sum = Float32Array.from(data, (value, i) => {
      const [row, column] = [Math.floor(i / to), i % to]
      let product = 0
      for (let r = 0; r < settings.rank; r++) product += a[r * from + row]! * b[column * settings.rank + r]!
      return value + scale * product
    })
    merged.set(name, { shape, data: sum })
  }
  return merged
}
