/** The open model's tokens as points, one of them chosen. */
import { LitBox } from '../../../ui/Lit.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { type Term, totalOf } from '../../../instruments/explain/terms.ts'
import { TokenMap } from '../../../instruments/TokenMap.tsx'
import { modelName } from '../../../instruments/words.ts'
import { indexOf, pairsOf } from './readings.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

/** Vowels apart from consonants, and both from all that is not a small letter. */
const colourOf = (name: string): string =>
  /^[aeiou]$/.test(name) ? 'gradient' : /^[a-z]$/.test(name) ? 'token' : /^ ?[A-Z]/.test(name) ? 'position' : 'ink-3'

/** While the reader still guesses what vowels do. */
const alike = (): string => 'ink-3'

export default draw(widget, function EmbeddingMap(figure) {
  const { params, change, value: vectors, model } = figure
  const index = vectors ? indexOf(vectors, params.token) : 0
  const pairs = vectors ? pairsOf(vectors) : null
  return (
    <Figure
      of={figure}
      busy="Reading the embedding …"
      waiting="A model is being opened …"
      name="Embedding"
      title={model ? `of ${modelName(model)}` : 'of the open model'}
      footer={<span>tokens_embed.weight, read from the model that is open</span>}
    >
      {vectors && pairs ? (
        <>
          {params.vowels === 'shown' ? (
            <Readings>
              <BigNumber
                label="vowel to vowel"
                value={<MeanCosine name="a vowel to another" pairs={pairs.vowels} />}
                context="mean cosine of a, e, i, o, u"
              />
              <BigNumber
                label="vowel to consonant"
                value={<MeanCosine name="a vowel to a consonant" pairs={pairs.vowelsToOthers} />}
                context="mean cosine"
              />
            </Readings>
          ) : null}
          <LitBox name="token">
            <TokenMap
              vectors={vectors}
              chosen={index}
              colourOf={params.vowels === 'shown' ? colourOf : alike}
              onChoose={(i) => change({ token: vectors.names[i] })}
            />
          </LitBox>
        </>
      ) : null}
    </Figure>
  )
})

function MeanCosine({ name, pairs }: { name: string; pairs: readonly Term[] }) {
  if (pairs.length === 0) return '–'
  const mean = totalOf(pairs) / pairs.length
  return (
    <DerivedNumber name={`mean cosine of ${name}`} shown={fixed(mean)} formula="the sum over all pairs / pairs">
      <Sum caption={`${int(pairs.length)} pairs, the furthest from 0 first`} terms={pairs} />
      {fixed(totalOf(pairs), 3)} / {int(pairs.length)} = {fixed(mean, 3)}
    </DerivedNumber>
  )
}
