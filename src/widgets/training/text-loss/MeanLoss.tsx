/** The mean of a window in three units, each turned into the next by its own arithmetic. */
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int, visible } from '../../../ui/format.ts'
import { meanOf, readingsOf, type TextLoss } from './textLoss.ts'

export function MeanLoss({ read }: { read: TextLoss }) {
  const { losses, tokens, characters, names, uniform } = read
  const T = losses.length
  const loss = meanOf(read)
  const { perplexity = Number.NaN, bitsPerCharacter = Number.NaN, bits = Number.NaN } = readingsOf(read)
  const perToken = characters / T
  return (
    <Readings>
      <BigNumber
        label="the loss"
        value={
          <DerivedNumber name="mean loss" shown={fixed(loss, 3)} formula="−(1/T) Σ ln p(the token that came)">
            <Sum
              caption={`−ln p of ${int(T)} tokens, the dearest first`}
              terms={Array.from(losses, (value, t) => ({ name: `${visible(tokens[t + 1]!)} at ${t + 1}`, value }))}
            />
            {fixed(loss * T, 3)} / {int(T)} = {fixed(loss, 3)}
          </DerivedNumber>
        }
        unit="nats a token"
        context={`evenly spread ${fixed(uniform)}`}
      />
      <BigNumber
        label="perplexity"
        value={
          <DerivedNumber name="perplexity" shown={fixed(perplexity)} formula="e to the loss in nats">
            e^{fixed(loss, 3)} = {fixed(perplexity, 3)}
          </DerivedNumber>
        }
        context={`of ${int(names.length)} tokens`}
      />
      <BigNumber
        label="bits per character"
        value={
          <DerivedNumber name="bits per character" shown={fixed(bitsPerCharacter)} formula="loss / ln 2 / characters a token">
            {fixed(loss, 3)} / {fixed(Math.LN2, 3)} / {fixed(perToken)} = {fixed(bitsPerCharacter, 3)}
          </DerivedNumber>
        }
        context={`${int(bits)} bits for ${int(characters)} characters`}
      />
    </Readings>
  )
}
