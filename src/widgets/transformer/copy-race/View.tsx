/** Parts to build a transformer from, one button, and how well it and an RNN of its size copy. */
import { HeadScores } from '../../../figures/HeadScores.tsx'
import { NOT_YET, TwoLosses } from '../../../instruments/TwoRuns.tsx'
import { int, share } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { POSITIONS, type Outcome, type Progress, type Run } from './race.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'layers', label: 'layers', min: 1, max: 4, step: 1 },
  { key: 'heads', label: 'heads', min: 1, max: 8, step: 1 },
  { key: 'width', label: 'width', min: 8, max: 128, step: 8 },
  { key: 'steps', label: 'steps', min: 250, max: 4000, step: 250 },
  { key: 'seed', label: 'seed', min: 1, max: 9, step: 1 },
] as const

const NAMES = ['the transformer', 'the RNN'] as const

export default draw(widget, function CopyRace(figure) {
  const { params, change, value, progress, busy } = figure
  const so = busy ? progress : value
  return (
    <Figure
      of={figure}
      name="Project"
      title="a word is said; say it again"
      start="Train both"
      footer={<span>lines such as “kfae kfae”; measured on 16 words that neither has seen</span>}
      controls={
        <>
          <Knobs of={figure} knobs={KNOBS} />
          <Segmented
            label="Positions"
            value={params.positions}
            options={POSITIONS.map((each) => ({ value: each, label: each === 'none' ? 'no positions' : each }))}
            onChange={(positions) => change({ positions })}
          />
          <Segmented
            label="Mask"
            value={params.mask}
            options={[
              { value: 'causal', label: 'causal mask' },
              { value: 'none', label: 'no mask' },
            ]}
            onChange={(mask) => change({ mask })}
          />
        </>
      }
    >
      {so ? <TwoLosses names={NAMES} first={so.transformer} second={so.rnn} steps={params.steps} /> : null}
      <Status>{statusOf(so, busy, value !== null)}</Status>
      {value && !busy ? <After {...value} /> : null}
    </Figure>
  )
})

function statusOf(so: Progress | null, running: boolean, done: boolean): string {
  if (!running) return done ? '' : NOT_YET
  if (!so) return 'starting …'
  const now = so.rnn ?? so.transformer
  return `step ${int(now.curve.at(-1)?.step ?? 0)} of ${so.rnn ? NAMES[1] : NAMES[0]}; it is asked at the end`
}

function After({ transformer, rnn }: Outcome) {
  const row = (name: string, run: Run) => (
    <tr>
      <th scope="row">{name}</th>
      <td className="n">{int(run.parameters)}</td>
      <td className="n">{share(run.right!, 1)}</td>
      <td>
        <code>
          {run.line!.word} → {run.line!.written}
        </code>
      </td>
    </tr>
  )
  return (
    <>
      <table>
        <caption>letters of the second word, all but its first, that are written right</caption>
        <thead>
          <tr>
            <th scope="col">model</th>
            <th scope="col" className="n">
              parameters
            </th>
            <th scope="col" className="n">
              right
            </th>
            <th scope="col">one of them</th>
          </tr>
        </thead>
        <tbody>
          {row(NAMES[0], transformer)}
          {row(NAMES[1], rnn)}
        </tbody>
      </table>
      <HeadScores caption="the transformer’s heads: share on what followed the last time" scores={transformer.matching!} />
    </>
  )
}
