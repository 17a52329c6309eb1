/** Surfaces with their gradients, the update rules, and the paths that they take. Adam's rule is the core's own. */
import { adamW } from '../../../core/ops/adamw/reference.ts'

export const SURFACES = ['bowl', 'ravine', 'bend', 'saddle'] as const
export type SurfaceName = (typeof SURFACES)[number]
export const OPTIMIZERS = ['sgd', 'momentum', 'rmsprop', 'adam'] as const
export type OptimizerName = (typeof OPTIMIZERS)[number]

/** A learning rate for each optimizer, the number of steps, and where they start. */
export type Race = Partial<Record<OptimizerName, number>> & { surface?: SurfaceName; steps?: number; x?: number; y?: number }

type Pair = readonly [number, number]

export interface Surface {
  loss(x: number, y: number): number
  gradient(x: number, y: number): Pair
  formula: string
  start: Pair
}

export const RANGE = [-3, 3] as const
/** A loss that counts as arrived. */
export const TARGET = 0.05

export const surfaces: Record<SurfaceName, Surface> = {
  bowl: { loss: (x, y) => (x * x + y * y) / 2, gradient: (x, y) => [x, y], formula: '(x² + y²) / 2', start: [-2.4, 1.8] },
  ravine: { loss: (x, y) => (x * x + 20 * y * y) / 2, gradient: (x, y) => [x, 20 * y], formula: '(x² + 20 y²) / 2', start: [-2.6, 1] },
  // Rosenbrock's (1960) valley, with 5 in place of his 100
  bend: {
    loss: (x, y) => (1 - x) ** 2 + 5 * (y - x * x) ** 2,
    gradient: (x, y) => [-2 * (1 - x) - 20 * x * (y - x * x), 10 * (y - x * x)],
    formula: '(1 − x)² + 5 (y − x²)²',
    start: [-1.6, 2.2],
  },
  // flat at 0, 0, and lowest at (0, ±2), where it is 0
  saddle: {
    loss: (x, y) => (x * x) / 2 + (y * y - 4) ** 2 / 16,
    gradient: (x, y) => [x, (y * (y * y - 4)) / 4],
    formula: 'x² / 2 + (y² − 4)² / 16',
    start: [-2.4, 0.05],
  },
}

export const DEFAULTS = { surface: 'ravine', sgd: 0.05, momentum: 0.02, rmsprop: 0.05, adam: 0.1, steps: 100 } as const

export function complete(params: Race): Required<Race> {
  const surface = params.surface ?? DEFAULTS.surface
  const [x, y] = surfaces[surface].start
  return {
    ...DEFAULTS,
    x,
    y,
    ...Object.fromEntries(
      Object.entries(params).filter(([name, value]) => (name in DEFAULTS || name === 'x' || name === 'y') && value !== undefined),
    ),
  }
}

/** β of momentum and of Adam's m; ρ of RMSProp; β₂ of Adam's v; ε */
const BETA1 = 0.9
const RHO = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** Moves the place by its gradient; what it remembers lies in m and v. `step` is counted from 1. */
type Rule = (place: Float64Array, gradient: Float64Array, m: Float64Array, v: Float64Array, rate: number, step: number) => void

const rules: Record<OptimizerName, Rule> = {
  sgd: (place, gradient, _m, _v, rate) => {
    for (let i = 0; i < 2; i++) place[i]! -= rate * gradient[i]!
  },
  momentum: (place, gradient, m, _v, rate) => {
    for (let i = 0; i < 2; i++) {
      m[i] = BETA1 * m[i]! + gradient[i]!
      place[i]! -= rate * m[i]!
    }
  },
  rmsprop: (place, gradient, _m, v, rate) => {
    for (let i = 0; i < 2; i++) {
      v[i] = RHO * v[i]! + (1 - RHO) * gradient[i]! ** 2
      place[i]! -= (rate * gradient[i]!) / (Math.sqrt(v[i]!) + EPSILON)
    }
  },
  adam: (place, gradient, m, v, rate, step) =>
    adamW(place, gradient, m, v, 0, {
      learningRate: rate,
      beta1: BETA1,
      beta2: BETA2,
      eps: EPSILON,
      weightDecay: 0,
      clip: 0,
      step,
      decayUntil: 0,
    }),
}

export interface Path {
  optimizer: OptimizerName
  rate: number
  /** with the start; shorter than the steps where the numbers ran off to infinity */
  places: readonly Pair[]
  /** after the last step; infinite where it ran off */
  loss: number
  /** until the loss was at most TARGET; one more than the steps where it never was */
  arrived: number
}

export function race(params: Race): Path[] {
  const all = complete(params)
  const surface = surfaces[all.surface]
  return OPTIMIZERS.map((optimizer) => {
    const rate = all[optimizer]
    const place = Float64Array.of(all.x, all.y)
    const [m, v] = [new Float64Array(2), new Float64Array(2)]
    const places: Pair[] = [[all.x, all.y]]
    for (let step = 1; step <= all.steps; step++) {
      rules[optimizer](place, Float64Array.from(surface.gradient(place[0]!, place[1]!)), m, v, rate, step)
      if (!(Math.abs(place[0]!) < 1e6 && Math.abs(place[1]!) < 1e6)) break
      places.push([place[0]!, place[1]!])
    }
    const losses = places.map(([x, y]) => surface.loss(x, y))
    const first = losses.findIndex((loss) => loss <= TARGET)
    return {
      optimizer,
      rate,
      places,
      loss: places.length > all.steps ? losses.at(-1)! : Number.POSITIVE_INFINITY,
      arrived: first < 0 ? all.steps + 1 : first,
    }
  })
}

const CELLS = 120

/** The loss over the square, [CELLS, CELLS] with the largest y first. */
export function field({ loss }: Surface): { losses: Float32Array; columns: number } {
  const at = (cell: number): number => RANGE[0] + ((cell + 0.5) / CELLS) * (RANGE[1] - RANGE[0])
  return {
    losses: Float32Array.from({ length: CELLS * CELLS }, (_, i) => loss(at(i % CELLS), at(CELLS - 1 - Math.floor(i / CELLS)))),
    columns: CELLS,
  }
}

/** The race to its end in numbers. */
export function readingsOf(params: Race) {
  const [sgd, momentum, rmsprop, adam] = race(params)
  return {
    lossSgd: sgd!.loss,
    lossMomentum: momentum!.loss,
    lossRmsprop: rmsprop!.loss,
    lossAdam: adam!.loss,
    stepsSgd: sgd!.arrived,
    stepsMomentum: momentum!.arrived,
    stepsRmsprop: rmsprop!.arrived,
    stepsAdam: adam!.arrived,
  }
}
