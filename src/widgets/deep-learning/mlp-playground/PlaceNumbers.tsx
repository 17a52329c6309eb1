/** What each unit makes of one place of the plane, and the net's share there; and how many numbers learn it. Each can be pressed. */
import type { ReactNode } from 'react'
import { fixed, int, share } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { bracketed } from '../../../instruments/explain/terms.ts'
import css from './MlpPlayground.module.css'
import { type Activation, type MlpLayer, passOf, type UnitPass } from './pass.ts'

const FORMULAS: Record<Activation, string> = {
  tanh: 'tanh(Σ input · weight + bias)',
  relu: 'max(0, Σ input · weight + bias)',
  sigmoid: '1 / (1 + e^−z), z = Σ input · weight + bias',
  none: 'Σ input · weight + bias',
}
const bent = (activation: Activation, { z, y }: UnitPass): string =>
  ({ tanh: `tanh(${fixed(z, 3)})`, relu: `max(0, ${fixed(z, 3)})`, sigmoid: `1 / (1 + e^${bracketed(-z)})`, none: 'nothing bends it:' })[
    activation
  ] + (activation === 'none' ? ` ${fixed(y, 3)}` : ` = ${fixed(y, 3)}`)

/** More terms than these would not be read. */
const MOST = 6

export function PlaceNumbers({
  layers,
  activation,
  at,
}: {
  layers: readonly MlpLayer[]
  activation: Activation
  at: readonly [number, number]
}) {
  const passes = passOf(layers, activation, at)
  const place = `(${fixed(at[0])}, ${fixed(at[1])})`
  const out = passes.at(-1)![0]!
  return (
    <dl className={css.place}>
      <dt>at</dt>
      <dd className="n">{place}</dd>
      {passes.slice(0, -1).map((units, l) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer's place is its identity
        <Row key={l} name={`layer ${l + 1}`}>
          {units.map((unit, u) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a unit's place is its identity
            <DerivedNumber key={u} name={`layer ${l + 1}, unit ${u + 1} at ${place}`} shown={fixed(unit.y)} formula={FORMULAS[activation]}>
              <Sum caption="inside it" terms={unit.terms} most={MOST} />
              {bent(activation, unit)}
            </DerivedNumber>
          ))}
        </Row>
      ))}
      <Row name="class 1">
        <DerivedNumber name={`share for class 1 at ${place}`} shown={share(out.y)} formula={FORMULAS.sigmoid}>
          <Sum caption="z" terms={out.terms} most={MOST} />
          {bent('sigmoid', out)}
        </DerivedNumber>
      </Row>
    </dl>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Each unit has a weight for each input, and a bias. */
export function Parameters({ widths, count }: { widths: readonly number[]; count: number }) {
  const all = [2, ...widths, 1]
  const terms = all.slice(1).map((out, l) => ({
    name: l === widths.length ? 'output' : `layer ${l + 1}`,
    factors: [all[l]! + 1, out] as const,
    value: (all[l]! + 1) * out,
  }))
  return (
    <DerivedNumber name="parameters" shown={int(count)} formula="(inputs + 1) · units, in each layer">
      <Sum caption="a weight for each input and a bias, for each unit" terms={terms} most={MOST} digits={0} />
    </DerivedNumber>
  )
}
