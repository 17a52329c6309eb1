/** The neuron's answers, its loss and its slopes, to be pressed: each with the points that it comes from. */
import { fixed, int } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { bracketed, type Term, totalOf } from '../../../instruments/explain/terms.ts'
import type { Unit } from './neuron.ts'
import { answer, lossAt, type Place, type Point } from './neuron.ts'

export interface OfNeuron {
  unit: Unit
  place: Place
  points: readonly Point[]
}

/** A point among several may have the same numbers as another. */
const nameOf = ({ x, y }: Point, i: number): string => `${i + 1}: (${fixed(x, 1)}, ${fixed(y, 1)})`

const MOST = 6

function Mean({ caption, terms, digits = 3 }: { caption: string; terms: readonly Term[]; digits?: number }) {
  return (
    <>
      <Sum caption={caption} terms={terms} most={MOST} />
      {fixed(totalOf(terms), 3)} / {int(terms.length)} = {fixed(totalOf(terms) / terms.length, digits)}
    </>
  )
}

export function Loss({ unit, place, points }: OfNeuron) {
  const terms = points.map((point, i): Term => {
    const error = answer(unit, place, point.x) - point.y
    const value = lossAt(unit, place, point)
    return unit === 'line' ? { name: nameOf(point, i), factors: [error, error], value } : { name: nameOf(point, i), value }
  })
  return (
    <DerivedNumber
      name="loss"
      shown={fixed(totalOf(terms) / terms.length, 3)}
      formula={unit === 'line' ? 'mean of (ŷ − y)², ŷ = w·x + b' : 'mean of −y·ln ŷ − (1 − y)·ln(1 − ŷ), ŷ = 1 / (1 + e^−(w·x + b))'}
    >
      <Mean caption={unit === 'line' ? 'error times error, of each point' : 'cross-entropy of each point, nats'} terms={terms} />
    </DerivedNumber>
  )
}

export function Slope({ unit, place, points, of }: OfNeuron & { of: keyof Place }) {
  const factor = unit === 'line' ? 2 : 1
  const terms = points.map((point, i): Term => {
    const error = factor * (answer(unit, place, point.x) - point.y)
    return of === 'weight'
      ? { name: nameOf(point, i), factors: [error, point.x], value: error * point.x }
      : { name: nameOf(point, i), value: error }
  })
  const errors = factor === 2 ? '2·(ŷ − y)' : '(ŷ − y)'
  return (
    <DerivedNumber
      name={`slope of the loss in the ${of}`}
      shown={fixed(totalOf(terms) / terms.length)}
      formula={of === 'weight' ? `dL/dw = mean of ${errors}·x` : `dL/db = mean of ${errors}`}
    >
      <Mean caption={of === 'weight' ? `${errors} times x, of each point` : `${errors} of each point`} terms={terms} />
    </DerivedNumber>
  )
}

export function Answer({ unit, place: { weight, bias }, x }: { unit: Unit; place: Place; x: number }) {
  const z = weight * x + bias
  const said = answer(unit, { weight, bias }, x)
  return (
    <DerivedNumber
      name={`answer at x = ${fixed(x)}`}
      shown={fixed(said, 3)}
      formula={unit === 'line' ? 'w·x + b' : '1 / (1 + e^−z), z = w·x + b'}
    >
      {fixed(weight, 4)} · {bracketed(x)} + {bracketed(bias, 4)} = {fixed(z, 3)}
      {unit === 'line' ? null : (
        <>
          <br />1 / (1 + e^{bracketed(-z)}) = {fixed(said, 3)}
        </>
      )}
    </DerivedNumber>
  )
}
