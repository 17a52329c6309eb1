/** Two heat maps, and two curves of how alike places are. */
import { useEffect, useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { Shades } from '../../../figures/Shades.tsx'
import { core } from '../../../session/index.ts'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { WidgetProps } from '../../contract.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { TensorNumber } from '../../shared/TensorNumber.tsx'
import { modelName } from '../../shared/words.ts'
import type { PositionTablesParams } from './meta.ts'
import { readingsOf, type Tables, tablesOf } from './tables.ts'

export default function PositionTables({ show: given = 'tables', onParams, onReadings }: WidgetProps<PositionTablesParams>) {
  const { model, handle, version } = useModel()
  const [show, setShow] = useState(given)
  const computed = useComputed(model && handle ? () => tablesOf(core, handle, model) : null, [version])
  const tables = computed.value
  useEffect(() => {
    if (tables) onReadings?.(readingsOf(tables))
  }, [tables, onReadings])
  return (
    <Instrument
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
          onChange={(next) => {
            setShow(next)
            onParams?.({ show: next })
          }}
        />
      }
      footer={
        <>
          <span>{model ? modelName(model) : 'no model is open yet'}</span>
          {tables ? (
            <span>
              {int(tables.context)} places, {int(tables.width)} numbers each
            </span>
          ) : null}
        </>
      }
    >
      <Computing
        of={computed}
        where="Two tables of positions"
        busy="reading the model’s table …"
        waiting="The tables are drawn as soon as a model is open."
      />
      {tables ? show === 'tables' ? <Maps tables={tables} version={version} /> : <Likeness tables={tables} /> : null}
    </Instrument>
  )
}

const NONE = 'The open model learned no table of positions.'

/** What the loss is measured on, for a gradient. */
const TEXT = 'the old man and the sea'

function Maps({ tables: { sinusoidal, learned, width }, version }: { tables: Tables; version: string }) {
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
              version={version}
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
