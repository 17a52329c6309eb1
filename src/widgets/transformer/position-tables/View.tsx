/** Two heat maps, and two curves of how alike places are. */
import { Curves } from '../../../figures/Curves.tsx'
import { Shades } from '../../../figures/Shades.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { TensorNumber } from '../../../instruments/explain/TensorNumber.tsx'
import type { Tables } from './tables.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function PositionTables(figure) {
  const { params, change, value: tables } = figure
  const { show } = params
  return (
    <Figure
      of={figure}
      busy="reading the model’s table …"
      waiting="The tables are drawn as soon as a model is open."
      name="Places"
      title="by formula, and learned"
      actions={
        <Segmented
          label="What is shown"
          value={show}
          options={[
            { value: 'tables', label: 'the tables' },
            { value: 'likeness', label: 'how alike' },
          ]}
          onChange={(next) => change({ show: next })}
        />
      }
      footer={
        tables ? (
          <span>
            {int(tables.context)} places, {int(tables.width)} numbers each
          </span>
        ) : null
      }
    >
      {tables ? show === 'tables' ? <Maps tables={tables} /> : <Likeness tables={tables} /> : null}
    </Figure>
  )
})

const NONE = 'The open model learned no table of positions.'

/** What the loss is measured on, for a gradient. */
const TEXT = 'the old man and the sea'

function Maps({ tables: { sinusoidal, learned, width } }: { tables: Tables }) {
  const axes = { columns: width, row: 'place', column: 'number of its vector', colour: 'position' }
  return (
    <>
      <Shades caption="by formula: sines and cosines" values={sinusoidal} {...axes} />
      {learned ? (
        <Shades
          caption="learned in training"
          values={learned}
          {...axes}
          number={(row, column, value) => (
            <TensorNumber
              tensor="positions_embed.weight"
              shape={[learned.length / width, width]}
              at={[row, column]}
              value={value}
              text={TEXT}
              equation="learned; its gradient is of a sentence that begins at place 0"
            />
          )}
        />
      ) : (
        <p className="cap">{NONE}</p>
      )}
    </>
  )
}

function Likeness({ tables: { sinusoidalLikeness, learnedLikeness } }: { tables: Tables }) {
  const points = (values: readonly number[]) => values.map((y, x) => ({ x, y }))
  return (
    <>
      <Curves
        caption="cosine of two places, mean over all pairs that far apart"
        across="places apart"
        writeX={(x) => int(x)}
        writeY={(y) => fixed(y, 2)}
        curves={[
          { name: 'by formula', points: points(sinusoidalLikeness), colour: 'ink-3', dashed: true },
          ...(learnedLikeness ? [{ name: 'learned', points: points(learnedLikeness), colour: 'position' }] : []),
        ]}
      />
      {learnedLikeness ? null : <p className="cap">{NONE}</p>}
    </>
  )
}
