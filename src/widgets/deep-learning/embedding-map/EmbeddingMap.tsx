/** The open model's tokens as points, one of them chosen. */
import { useEffect, useState } from 'react'
import { LitBox } from '../../../ui/Lit.tsx'
import { core } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import { useComputed } from '../../../instruments/computed.ts'
import { useModel } from '../../../instruments/model.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { Sum, type Term, totalOf } from '../../../instruments/explain/Sum.tsx'
import { TokenMap } from '../../../instruments/TokenMap.tsx'
import { readVectors } from '../../../instruments/tokenVectors.ts'
import { modelName } from '../../../instruments/words.ts'
import type { EmbeddingMapParams } from './meta.ts'
import { indexOf, pairsOf, readingsOf, shownOf } from './readings.ts'

/** Vowels apart from consonants, and both from all that is not a small letter. */
const colourOf = (name: string): string =>
  /^[aeiou]$/.test(name) ? 'gradient' : /^[a-z]$/.test(name) ? 'token' : /^ ?[A-Z]/.test(name) ? 'position' : 'ink-3'

export default function EmbeddingMap({ token, onParams, onReadings }: WidgetProps<EmbeddingMapParams>) {
  const { model, handle, version } = useModel()
  const read = useComputed(handle ? async () => shownOf(await readVectors(core, handle)) : null, [version])
  const [chosen, setChosen] = useState(token)
  const vectors = read.value
  const index = vectors ? indexOf(vectors, chosen) : 0
  const readings = vectors ? readingsOf(vectors, index) : null
  const pairs = vectors ? pairsOf(vectors) : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the readings follow from these two
  useEffect(() => {
    if (readings) onReadings?.(readings)
  }, [vectors, index, onReadings])
  return (
    <Instrument
      name="Embedding"
      title={model ? `of ${modelName(model)}` : 'of the open model'}
      footer={<span>tokens_embed.weight, read from the model that is open</span>}
    >
      <Computing of={read} where="The embedding" busy="Reading the embedding …" waiting="A model is being opened …" />
      {vectors && readings && pairs ? (
        <>
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
          <LitBox name="token">
            <TokenMap
              vectors={vectors}
              chosen={index}
              colourOf={colourOf}
              onChoose={(i) => {
                setChosen(vectors.names[i])
                onParams?.({ token: vectors.names[i] })
              }}
            />
          </LitBox>
        </>
      ) : null}
    </Instrument>
  )
}

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
