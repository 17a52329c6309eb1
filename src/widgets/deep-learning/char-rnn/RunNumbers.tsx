/** The run's own numbers, to be pressed: what it cost on held-out text, and how many parameters learned it. */
import { fixed, int } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import type { Rnn } from '../../../experiments/rnn.ts'
import { Sum } from '../../../instruments/explain/Sum.tsx'

/** @param bits per character, of held-out text */
export function HeldOutBits({ loss, bits }: { loss: number; bits: number }) {
  return (
    <DerivedNumber
      name="bits per character of held-out text"
      shown={fixed(bits)}
      formula="mean loss in nats / ln 2; a token is a character"
    >
      {fixed(loss, 4)} / {fixed(Math.LN2, 4)} = {fixed(loss / Math.LN2, 3)}
    </DerivedNumber>
  )
}

export function Parameters({ rnn: { vocabulary, width: C }, count }: { rnn: Rnn; count: number }) {
  const V = vocabulary.length
  const matrices = [
    { name: 'embedding', factors: [V, C] },
    { name: 'W, from the character', factors: [C, C] },
    { name: 'U, from the state', factors: [C, C] },
    { name: 'V, to the next character', factors: [V, C] },
  ] as const
  const biases = [
    { name: 'b, bias of the state', value: C },
    { name: 'c, bias of the logits', value: V },
  ]
  return (
    <DerivedNumber name="parameters" shown={int(count)} formula="all weights and biases">
      <Sum
        caption={`${int(V)} characters, a state of ${int(C)}`}
        terms={[...matrices.map(({ name, factors }) => ({ name, factors, value: factors[0] * factors[1] })), ...biases]}
        most={6}
        digits={0}
      />
    </DerivedNumber>
  )
}
