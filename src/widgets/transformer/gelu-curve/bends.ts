/** Both bends at one number, and along the axis. */
import { activations } from '../../../core/ops/activation/reference.ts'

export const REACH = 4

const [gelu, relu] = activations as [(typeof activations)[number], (typeof activations)[number]]

export const bendsAt = (x: number) => ({ x, gelu: gelu.value(x), relu: relu.value(x), geluSlope: gelu.slope(x), reluSlope: relu.slope(x) })

/** x from −REACH to REACH in steps of 0.05. */
export const curveOf = (of: 'value' | 'slope', name: 'gelu' | 'relu') =>
  Array.from({ length: 40 * REACH + 1 }, (_, i) => {
    const x = (i - 20 * REACH) / 20
    return { x, y: (name === 'gelu' ? gelu : relu)[of](x) }
  })
