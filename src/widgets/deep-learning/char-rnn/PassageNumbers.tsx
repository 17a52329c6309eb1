/** What the net makes of a passage, number by number, to be pressed: its state, its surprise, and what may come next. */
import { fixed, int, share, visible } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import type { Rnn } from '../../../experiments/rnn.ts'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { bracketed, totalOf } from '../../../instruments/explain/terms.ts'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import { passageGradient, type PassageReading } from '../../../experiments/rnnReading.ts'
import { logitTerms, softmaxParts, stateTerms } from './sums.ts'

export interface OfPassage {
  rnn: Rnn
  read: PassageReading
}

/** One number of the state after character `t`. */
export function StateNumber({ rnn, read, t, c }: OfPassage & { t: number; c: number }) {
  const T = read.ids.length
  return (
    <TensorNumber
      tensor="h.0.state"
      shape={[T, rnn.width]}
      at={[t, c]}
      value={read.states[t * rnn.width + c]!}
      text={{ gradient: () => (t === T - 1 ? null : passageGradient(rnn, read)[t * rnn.width + c]!) }}
      equation={<Recurrence rnn={rnn} read={read} t={t} c={c} />}
    />
  )
}

function Recurrence({ rnn, read, t, c }: OfPassage & { t: number; c: number }) {
  const { character, bias, before } = stateTerms(rnn, read, t, c)
  const parts = [
    { name: `x·W of ${visible(read.characters[t]!)}`, value: totalOf(character) },
    { name: `b[${c}]`, value: bias },
    ...(t > 0 ? [{ name: 'h·U of the state before', value: totalOf(before) }] : []),
  ]
  const z = totalOf(parts)
  return (
    <>
      <Sum caption="tanh(x·W + b + h·U): inside it" terms={parts} />
      tanh({fixed(z, 3)}) = {fixed(Math.tanh(z), 3)}
      {t > 0 ? (
        <Sum caption={`h·U = Σ h[i]·U[i, ${c}], ${int(before.length)} products, the largest first`} terms={before} most={3} />
      ) : null}
    </>
  )
}

/** The share that the state after character `t` gives to a character. */
export function NextShare({ rnn, read, t, id, digits = 2 }: OfPassage & { t: number; id: number; digits?: number }) {
  return (
    <DerivedNumber
      name={`probability of ${visible(rnn.vocabulary[id]!)} after ${visible(read.characters[t]!)}`}
      shown={share(read.shares[t]![id]!, digits)}
      formula="e^z / Σ e^z over all characters, z = h·V + c"
    >
      <Softmax rnn={rnn} read={read} t={t} id={id} />
    </DerivedNumber>
  )
}

/** Surprise at character `t`, from 1 on. */
export function Surprise({ rnn, read, t }: OfPassage & { t: number }) {
  const id = read.ids[t]!
  const p = read.shares[t - 1]![id]!
  return (
    <DerivedNumber
      name={`surprise at ${visible(read.characters[t]!)}`}
      shown={fixed(read.surprise[t - 1]!)}
      formula="−log₂ of its probability, bits"
    >
      <Softmax rnn={rnn} read={read} t={t - 1} id={id} />
      <br />
      −log₂ {Number(p.toPrecision(3))} = {fixed(read.surprise[t - 1]!, 3)}
    </DerivedNumber>
  )
}

function Softmax({ rnn, read, t, id }: OfPassage & { t: number; id: number }) {
  const { logit, top, power, total } = softmaxParts(rnn, read, t, id)
  return (
    <>
      <Sum
        caption={`z = Σ h[i]·V[${id}, i] + c[${id}], ${int(rnn.width)} products and a bias`}
        terms={logitTerms(rnn, read, t, id)}
        most={3}
      />
      with the largest z, {fixed(top, 3)}, taken away from all:
      <br />
      e^({fixed(logit, 3)} − {bracketed(top, 3)}) / Σ = {Number(power.toPrecision(3))} / {fixed(total, 3)} ={' '}
      {Number((power / total).toPrecision(3))}
    </>
  )
}

/** Mean surprise of the passage. */
export function PassageBits({ read }: { read: PassageReading }) {
  const terms = read.surprise.map((value, i) => ({ name: `${i + 1}, ${visible(read.characters[i + 1]!)}`, value }))
  return (
    <DerivedNumber name="mean surprise at the passage" shown={fixed(read.passageBits)} formula="Σ −log₂ p / characters after the first">
      <Sum caption="the greatest surprises first" terms={terms} />
      {fixed(totalOf(terms), 3)} / {int(terms.length)} = {fixed(read.passageBits, 3)}
    </DerivedNumber>
  )
}

/** Share of the state's numbers that tanh has pressed against its bounds. */
export function Saturated({ read: { states, saturated } }: { read: PassageReading }) {
  return (
    <DerivedNumber name="numbers of the state beyond ±0.9" shown={share(saturated, 2)} formula="those with |h| above 0.9 / all">
      {int(saturated * states.length)} / {int(states.length)} = {share(saturated, 4)}
    </DerivedNumber>
  )
}
