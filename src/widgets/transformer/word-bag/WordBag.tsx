/** Your words, a button that shuffles them, and what the last token gets from attention before and after. */
import { useEffect, useState } from 'react'
import { VectorBars } from '../../../figures/VectorBars.tsx'
import { core } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, visible } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { useOwnText } from '../../shared/OwnText.tsx'
import { modelName } from '../../shared/words.ts'
import { type Bag, bagOf, DEFAULT_TEXT, readingsOf } from './bag.ts'
import type { WordBagParams } from './meta.ts'
import css from './WordBag.module.css'

export default function WordBag({
  text = DEFAULT_TEXT,
  seed: first = 1,
  positions: given = 'with',
  onParams,
  onReadings,
}: WidgetProps<WordBagParams>) {
  const { model, handle, version } = useModel()
  const [typed, setTyped] = useOwnText(text, onParams)
  const [seed, setSeed] = useState(first)
  const [positions, setPositions] = useState(given)
  const computed = useComputed(model && handle && typed.trim() !== '' ? () => bagOf(core, handle, model, typed, seed) : null, [
    version,
    typed,
    seed,
  ])
  const bag = computed.value
  const last = bag?.tokens.at(-1)
  useEffect(() => {
    if (bag) onReadings?.(readingsOf(bag, positions))
  }, [bag, positions, onReadings])
  const shuffle = (next: number) => {
    setSeed(next)
    onParams?.({ seed: next })
  }
  return (
    <Instrument
      name="Bag"
      title={`what the last token${last ? `, ${visible(last)},` : ''} gets from attention`}
      actions={
        <>
          <Button onClick={() => shuffle(seed + 1)}>Shuffle</Button>
          <Button look="text" onClick={() => shuffle(0)}>
            In order
          </Button>
        </>
      }
      footer={<span>{model ? `first attention layer of ${modelName(model)}` : 'no model is open yet'}</span>}
    >
      <Field
        label="Your words; the last one keeps its place"
        value={typed}
        maxLength={80}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={css.knobs}>
        <Segmented
          label="Positions"
          value={positions}
          options={[
            { value: 'with', label: 'with positions' },
            { value: 'without', label: 'without' },
          ]}
          onChange={(next) => {
            setPositions(next)
            onParams?.({ positions: next })
          }}
        />
      </div>
      <Computing
        of={computed}
        where="A bag of words"
        busy="reading the model’s weights …"
        waiting="The figure is drawn as soon as a model is open and there are words."
      />
      {bag ? <Result bag={bag} positions={positions} /> : null}
    </Instrument>
  )
}

function Result({ bag, positions }: { bag: Bag; positions: 'with' | 'without' }) {
  const of = positions === 'with' ? 'withPositions' : 'withoutPositions'
  const { moved } = readingsOf(bag, positions)
  const same = bag.shuffled.every((place, i) => place === i)
  return (
    <>
      <dl className={css.orders}>
        <dt>as you wrote it</dt>
        <dd>
          <Order tokens={bag.tokens} places={bag.tokens.map((_, i) => i)} />
        </dd>
        <dt>shuffled</dt>
        <dd>
          <Order tokens={bag.tokens} places={bag.shuffled} />
        </dd>
      </dl>
      <VectorBars
        caption={`its ${bag.asWritten[of].length} numbers, ${positions} positions`}
        rows={[
          { name: 'as you wrote it', values: bag.asWritten[of], colour: 'value' },
          { name: 'shuffled', values: bag.afterwards[of], colour: 'value' },
        ]}
      />
      <p className="cap" role="status">
        {same
          ? 'The order is the one that you wrote. Shuffle it.'
          : moved < 1e-9
            ? 'Moved by 0.0 %: the two are the same vector.'
            : `Moved by ${fixed(100 * moved, 1)} % of its length.`}
      </p>
    </>
  )
}

/** The tokens in an order, the last one marked. */
function Order({ tokens, places }: { tokens: readonly string[]; places: readonly number[] }) {
  return (
    <>
      {places
        .slice(0, -1)
        .map((place) => tokens[place])
        .join('')}
      <b>{visible(tokens[places.at(-1)!]!)}</b>
    </>
  )
}
