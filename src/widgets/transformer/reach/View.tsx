/** A text, a word in it to replace, and the surprise at its end by how much of it is seen. */
import { Curves } from '../../../figures/Curves.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { LitBox } from '../../../ui/Lit.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { OPEN } from '../../../instruments/compare/named.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { type Point, type Reach as Curve, readingsOf } from './curve.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function Reach(figure) {
  const { params, change, value, error } = figure
  const { text, word, instead, model = OPEN } = params
  const reach = error ? null : value
  return (
    <Figure
      of={figure}
      busy="reading through windows of every size …"
      waiting="The curve is drawn as soon as a model is open and there is a text."
      controls={
        <>
          <OwnText value={text} most={400} onChange={(next) => change({ text: next })} />
          <Field
            label="Replace, at its first place"
            value={word}
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
            error={word !== '' && !text.includes(word) ? 'The text does not have it.' : undefined}
            onChange={({ target }) => change({ word: target.value })}
          />
          <Field
            label="By"
            value={instead}
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ instead: target.value })}
          />
          <Segmented
            label="Model"
            value={model === 'world' ? model : OPEN}
            options={[
              { value: OPEN, label: 'the open model' },
              { value: 'world', label: 'the small world’s' },
            ]}
            onChange={(next) => change({ model: next })}
          />
        </>
      }
      name="Reach"
      title="surprise at the end, by how much is seen"
    >
      {reach ? <Result reach={reach} /> : null}
    </Figure>
  )
})

const LOG = ({ seen, bits }: Point) => ({ x: Math.log2(seen), y: bits })

function Result({ reach }: { reach: Curve }) {
  const { bitsAt1, bitsAtAll, furthest, moved } = readingsOf(reach)
  const unit = reach.targets.every((token) => [...token].length === 1) ? 'character' : 'token'
  return (
    <>
      <LitBox name="token">
        <Curves
          caption={`mean surprise at the last ${reach.targets.length} ${unit}s, “${reach.targets.join('')}”`}
          across={`${unit}s seen before each`}
          writeX={(x) => int(2 ** x)}
          writeY={(y) => fixed(y, 2)}
          dots
          curves={[
            { name: 'your text, bits', points: reach.points.map(LOG), colour: 'token' },
            ...(reach.changed ? [{ name: 'with the word replaced', points: reach.changed.map(LOG), colour: 'ink-3', dashed: true }] : []),
          ]}
        />
      </LitBox>
      <p className="cap" role="status">
        {fixed(bitsAt1, 2)} bits from one {unit}, {fixed(bitsAtAll, 2)} from all that fits. The widest window that still helped:{' '}
        {int(furthest)}.{reach.changed ? ` The replacement moves the last point by ${signed(moved, 2)} bits.` : ''}
      </p>
    </>
  )
}
