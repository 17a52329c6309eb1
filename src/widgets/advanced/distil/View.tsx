/** What the text says of one place, and what the teacher says of it; below, students that learned from either. */
import numbers from '../../../instruments/NumberTable.module.css'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { fixed, int, share as written, signed, visible } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './Distil.module.css'
import { entropyOf, type Said, softened, type Value } from './distil.ts'
import widget from './widget.ts'

const KNOBS = [
  { key: 'layers', label: 'layers of the student', min: 1, max: 12, step: 1 },
  { key: 'steps', label: 'steps', min: 50, max: 2000, step: 50 },
  { key: 'seed', label: 'seed', min: 1, max: 99, step: 1 },
] as const
const ROWS = 8

export default draw(widget, function Distil(figure) {
  const { params, change, value, progress, busy } = figure
  return (
    <Figure
      of={figure}
      name="Distillation"
      title="what the open model could teach"
      start="Train a student alone and one that is taught"
      controls={
        <>
          <OwnText
            label="Text; its last character is what came"
            value={params.text}
            onChange={(text) => change({ text })}
            rows={1}
            most={120}
          />
          <Knobs of={figure} knobs={KNOBS} />
        </>
      }
    >
      <Scale
        label="temperature τ of the teacher"
        value={params.temperature}
        min={0.5}
        max={8}
        step={0.1}
        disabled={busy}
        format={(value) => fixed(value, 1)}
        onChange={(temperature) => change({ temperature })}
      />
      {value ? <Place value={value} said={softened(value.candidates, params.temperature)} /> : null}
      <Students value={value} />
      <Status>
        {busy
          ? progress
            ? `${progress.who === 'alone' ? 'the student alone' : 'the student that is taught'}: step ${int(progress.step)} of ${int(params.steps)}`
            : 'measuring the teacher …'
          : value && value.done.length > 0
            ? ''
            : 'No student has learned yet.'}
      </Status>
    </Figure>
  )
})

/** Two witnesses of one place: the text names one character, the teacher weighs them all. */
function Place({ value: { came }, said }: { value: Value; said: readonly Said[] }) {
  const top = said.slice(0, ROWS)
  const rest = said.slice(ROWS).reduce((sum, { share }) => sum + share, 0)
  return (
    <>
      <table className={css.bars}>
        <caption className="cap">
          the last character: what the text says of it, and what the teacher says, {fixed(entropyOf(said), 2)} bits of doubt
        </caption>
        <thead>
          <tr>
            <th scope="col">character</th>
            <th scope="col">the text</th>
            <th scope="col">the teacher</th>
            <th scope="col">share</th>
          </tr>
        </thead>
        <tbody>
          {top.map(({ id, token, share }) => (
            <tr key={id}>
              <th scope="row" className="n">
                {visible(token)}
              </th>
              <td>
                <i className={css.text} style={{ width: id === came ? '100%' : 0 }} />
                <span className="vh">{id === came ? 1 : 0}</span>
              </td>
              <td>
                <i style={{ width: `${100 * share}%` }} />
              </td>
              <td className="n">{written(share, 3)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{int(said.length - top.length)} others</th>
            <td>
              <i className={css.text} style={{ width: top.some(({ id }) => id === came) || came === null ? 0 : '100%' }} />
            </td>
            <td>
              <i style={{ width: `${100 * rest}%` }} />
            </td>
            <td className="n">{written(rest, 3)}</td>
          </tr>
        </tbody>
      </table>
      {came === null ? <p className="cap">The teacher’s vocabulary does not have the character that came.</p> : null}
    </>
  )
}

function Students({ value }: { value: Value | null }) {
  if (!value || value.teacher === null) return null
  return (
    <table className={numbers.table}>
      <caption className="cap">held-out loss, nats a token; each pair had the same start and the same batches</caption>
      <thead>
        <tr>
          <th scope="col">student</th>
          <th scope="col">τ</th>
          <th scope="col">seed</th>
          <th scope="col">alone</th>
          <th scope="col">taught</th>
          <th scope="col">gained</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">the teacher itself</th>
          <td />
          <td />
          <td className="n">{fixed(value.teacher, 3)}</td>
          <td />
          <td />
        </tr>
        {value.done.map(({ layers, temperature, steps, seed, alone, taught, parameters }) => (
          <tr key={[layers, temperature, steps, seed].join()}>
            <th scope="row">
              {layers} {layers === 1 ? 'layer' : 'layers'}, {int(parameters)} numbers, {int(steps)} steps
            </th>
            <td className="n">{fixed(temperature, 1)}</td>
            <td className="n">{seed}</td>
            <td className="n">{fixed(alone, 3)}</td>
            <td className="n">{fixed(taught, 3)}</td>
            <td className="n">{signed(alone - taught)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
