/** The bend of a hidden unit, GELU or ReLU, with the live number in it: its value, and its slope. */
import { geluSlope } from '../../core/ops/linear/reference.ts'
import { fixed } from '../../ui/format.ts'
import { bendOf, CUBIC, ROOT } from './bendOf.ts'
import { bracketed } from './terms.ts'

export function Bend({ activation, x, digits = 3 }: { activation: 'gelu' | 'relu'; x: number; digits?: number }) {
  const { inner, tanh, y } = bendOf(activation, x)
  if (activation === 'relu') return `max(0, ${fixed(x, digits)}) = ${fixed(y, digits)}`
  return (
    <>
      ½x(1 + tanh(√(2/π)(x + {CUBIC}x³))), x = {fixed(x, 4)}
      <br />
      tanh({fixed(inner, 4)}) = {fixed(tanh, 4)}
      <br />½ · {bracketed(x, 4)} · (1 + {bracketed(tanh, 4)}) = {fixed(y, digits)}
    </>
  )
}

/** d GELU / dx; t is the tanh inside. */
export function GeluSlope({ x, digits = 3 }: { x: number; digits?: number }) {
  const { tanh: t } = bendOf('gelu', x)
  const [first, second] = [0.5 * (1 + t), 0.5 * x * (1 - t * t) * ROOT * (1 + 3 * CUBIC * x * x)]
  return (
    <>
      t = {fixed(t, 4)}
      <br />
      ½(1 + t) = {fixed(first, 4)}
      <br />
      ½x(1 − t²) · √(2/π)(1 + 3·{CUBIC}x²) = {fixed(second, 4)}
      <br />
      {fixed(first, 4)} + {bracketed(second, 4)} = {fixed(geluSlope(x), digits)}
    </>
  )
}
