/** One step of AdamW, line by line, with the numbers in it. */
import type { ReactNode } from 'react'
import { fixed, int } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import type { FollowedWeight } from '../../../worker/protocol.ts'
import { inRates, toldOf } from './followed.ts'
import { digits } from './numbers.ts'
import css from './WeightSteps.module.css'

export function Arithmetic({ of, step }: { of: FollowedWeight; step: number }) {
  const told = toldOf(of, step)
  const { before, learningRate: rate } = told
  const { beta1, beta2, clip, weightDecay } = of.optimizer
  const scale = told.gradient === 0 ? 1 : told.clipped / told.gradient
  return (
    <LitBox name="gradient/step">
      <table className={css.arithmetic}>
        <caption className="cap">step {int(step)}, number by number</caption>
        <tbody>
          <Row
            name="g"
            how={<>gradient of this batch{clip > 0 && scale < 1 ? `, cut to ${fixed(100 * scale, 0)} %` : ''}</>}
            value={told.clipped}
          />
          <Row
            name="m"
            how={
              <>
                {beta1} · {bracketed(before.m)} + {fixed(1 - beta1, 1)} · g
              </>
            }
            value={told.m}
          />
          <Row
            name="v"
            how={
              <>
                {beta2} · {digits(before.v)} + {fixed(1 - beta2, 3)} · g²
              </>
            }
            value={told.v}
          />
          <Row
            name="m̂"
            how={
              <>
                m / (1 − {beta1}^{int(step)})
              </>
            }
            value={told.mHat}
          />
          <Row
            name="v̂"
            how={
              <>
                v / (1 − {beta2}^{int(step)})
              </>
            }
            value={told.vHat}
          />
          <Row
            name="step"
            how={
              <>
                −η · m̂ / √v̂ = −{digits(rate)} · {bracketed(-inRates(told), fixed)}
              </>
            }
            value={-told.step}
          />
          <Row
            name="decay"
            how={
              of.decays ? (
                <>
                  −η · {weightDecay} · {bracketed(before.weight)}
                </>
              ) : (
                'none: gains and biases do not decay'
              )
            }
            value={told.decay === 0 ? 0 : -told.decay}
          />
          <Row name="w" how={<>{digits(before.weight, 5)} + step + decay</>} value={told.weight} count={5} strong />
        </tbody>
      </table>
    </LitBox>
  )
}

/** A negative factor stands in brackets. */
const bracketed = (value: number, write: (value: number) => string = digits): string => (value < 0 ? `(${write(value)})` : write(value))

function Row({
  name,
  how,
  value,
  count = 3,
  strong = false,
}: {
  name: string
  how: ReactNode
  value: number
  count?: number
  strong?: boolean
}) {
  return (
    <tr data-strong={strong || undefined}>
      <th scope="row">{name}</th>
      <td className={css.how}>{how}</td>
      <td className="n">{digits(value, count)}</td>
    </tr>
  )
}
