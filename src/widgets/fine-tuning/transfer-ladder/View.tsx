/** What each row begins with, drawn; how often it is right after the same steps, seed by seed; and a button that tunes the chosen row. */
import { DotRows } from '../../../figures/DotRows.tsx'
import { duration, fixed, int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { accuraciesOf, intervalAt, type Ladder, type Progress, SEEDS } from './ladder.ts'
import { labelOf, nameOf, type Row, rowsOf } from './rows.ts'
import { Stack } from './Stack.tsx'
import css from './TransferLadder.module.css'
import widget from './widget.ts'

const percent = (value: number): string => fixed(100 * value, 1)

export default draw(widget, function TransferLadder(figure) {
  const { params, change, value, progress, busy } = figure
  const { view } = params
  const chosen: Row = params
  return (
    <Figure
      of={figure}
      name="Transfer"
      title={view === 'table' ? 'what each part is worth' : 'how many blocks are taken over'}
      busy="reading the base …"
      start={value ? `Tune 3 times, about ${duration(SEEDS.length * value.seconds)}` : 'Tune'}
      controls={<Knobs of={figure} knobs={[{ key: 'steps', label: 'steps', min: 12, max: 600, step: 12 }]} />}
      footer={
        value ? (
          <span>
            {int(value.counts.train)} labelled stories, each read {value.epochs === 1 ? 'once' : `${value.epochs} times`};{' '}
            {int(value.counts.heldOut)} held out; seeds {SEEDS.join(', ')}
          </span>
        ) : undefined
      }
    >
      {(ladder) => (
        <div className={css.sides}>
          <Stack squares={ladder.squares} row={chosen} />
          <div>
            <Rows ladder={ladder} view={view} chosen={chosen} disabled={busy} onChoose={(row) => change({ ...row })} />
            <Status>{busy && progress ? underWay(progress, ladder) : resultOf(ladder, chosen)}</Status>
          </div>
        </div>
      )}
    </Figure>
  )
})

interface RowsProps {
  ladder: Ladder
  view: 'table' | 'layers'
  chosen: Row
  disabled: boolean
  onChoose: (row: Row) => void
}

function Rows({ ladder, view, chosen, disabled, onChoose }: RowsProps) {
  const rows = rowsOf(ladder.layers, view)
  return (
    <DotRows
      caption={`right on held-out stories, per cent: circles are seeds, bars 95 % intervals of their mean; dashed: ${ladder.shortcut.name}, ${percent(ladder.shortcut.accuracy)}; line: the most frequent label, ${percent(ladder.floor)}`}
      heads={[view === 'table' ? 'what is left out' : 'taken over', 'right on held-out stories, per cent', 'mean']}
      rows={rows.map((row) => ({
        name: nameOf(row),
        label: labelOf(row, ladder.layers, view),
        values: accuraciesOf(ladder, nameOf(row)),
        interval: intervalAt(ladder, nameOf(row)),
      }))}
      domain={[0, 1]}
      marks={[
        { name: 'most frequent label', at: ladder.floor },
        { name: 'best shortcut', at: ladder.shortcut.accuracy, dashed: true },
      ]}
      colour="probability"
      writeAxis={(at) => fixed(100 * at, 0)}
      write={({ mean, half }) => `${percent(mean)} ± ${percent(half)}`}
      chosen={nameOf(chosen)}
      disabled={disabled}
      onChoose={(name) => onChoose(rows.find((row) => nameOf(row) === name)!)}
    />
  )
}

function underWay({ seed, so }: Progress, { steps }: Ladder): string {
  const last = so.task?.reports.at(-1)
  return `seed ${seed}: step ${int(so.step)} of ${int(so.totalSteps || steps)}${last ? `, ${percent(last.accuracy)} % right at the last look` : ''}`
}

function resultOf(ladder: Ladder, row: Row): string {
  const interval = intervalAt(ladder, nameOf(row))
  if (!interval) return 'This row has not been tuned yet. Say what you expect before you press the button.'
  const { mean, half } = interval
  const than = (at: number, name: string): string =>
    mean - half > at ? `above ${name}` : mean + half < at ? `below ${name}` : `not to be told from ${name}`
  return `${percent(mean)} % right: ${than(ladder.floor, 'always saying the most frequent label')}, ${than(ladder.shortcut.accuracy, 'counting words')}, by the interval of three seeds.`
}
