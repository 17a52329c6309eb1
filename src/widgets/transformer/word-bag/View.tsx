/** Your words, a button that shuffles them, and what the last token gets from attention before and after. */
import { VectorBars } from '../../../figures/VectorBars.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, visible } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { type Bag, readingsOf } from './bag.ts'
import css from './WordBag.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function WordBag(figure) {
  const { params, change, value: bag, model } = figure
  const { text, seed, positions, layer } = params
  const last = bag?.tokens.at(-1)
  return (
    <Figure
      of={figure}
      busy="reading the model …"
      waiting="The figure is drawn as soon as a model is open and there are words."
      controls={
        <>
          <Field
            label="Your words; the last one keeps its place"
            value={text}
            maxLength={80}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => change({ text: event.target.value })}
          />
          <div className={css.knobs}>
            <Segmented
              label="Positions"
              value={positions}
              options={[
                { value: 'with', label: 'with positions' },
                { value: 'without', label: 'without' },
              ]}
              onChange={(next) => change({ positions: next })}
            />
            <Stepper
              label="layer"
              value={layer}
              min={0}
              max={(model?.config.nLayer ?? 1) - 1}
              onChange={(next) => change({ layer: next })}
            />
          </div>
        </>
      }
      name="Bag"
      title={`what the last token${last ? `, ${visible(last)},` : ''} gets from attention`}
      actions={
        <>
          <Button onClick={() => change({ seed: seed + 1 })}>Shuffle</Button>
          <Button look="text" onClick={() => change({ seed: 0 })}>
            In order
          </Button>
        </>
      }
      footer={model ? <span>attention of layer {layer}</span> : null}
    >
      {bag ? <Result bag={bag} positions={positions} /> : null}
    </Figure>
  )
})

function Result({ bag, positions }: { bag: Bag; positions: 'with' | 'without' }) {
  const of = positions === 'with' ? 'withPositions' : 'withoutPositions'
  const { moved } = readingsOf(bag, positions)
  const same = bag.shuffled.every((place, i) => place === i)
  return (
    <>
      <LitBox name="token">
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
      </LitBox>
      <LitBox name="value">
        <VectorBars
          caption={`its ${bag.asWritten[of].length} numbers in layer ${bag.layer}, ${positions} positions`}
          rows={[
            { name: 'as you wrote it', values: bag.asWritten[of], colour: 'value' },
            { name: 'shuffled', values: bag.afterwards[of], colour: 'value' },
          ]}
        />
      </LitBox>
      <p className="cap" role="status">
        {same
          ? 'The order is the one that you wrote. Shuffle it.'
          : moved < ROUNDING
            ? 'Moved by 0.0 %: but for rounding, the two are the same vector.'
            : `Moved by ${fixed(100 * moved, 1)} % of its length.`}
      </p>
    </>
  )
}

/** So little comes of adding the same numbers in another order, in single precision. */
const ROUNDING = 1e-6

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
