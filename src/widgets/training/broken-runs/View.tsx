/** Six complaints; the one that is chosen is trained beside a healthy run, looked at, diagnosed, and mended. */
import { useState } from 'react'
import { LossChart } from '../../../figures/LossChart.tsx'
import { int } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import css from './BrokenRuns.module.css'
import { Diagnose } from './Diagnose.tsx'
import { Evidence } from './Evidence.tsx'
import type { Run } from './examine.ts'
import type { Outcome, Progress } from './lab.ts'
import { type Name, NAMES, PATIENTS, stepsOf } from './patients.ts'
import type { Clue } from './refute.ts'
import { Mend } from './Mend.tsx'
import { COMPLAINTS } from './words.ts'
import widget from './widget.ts'

export default draw(widget, function BrokenRuns(figure) {
  const { params, value, progress, busy, change } = figure
  const [lit, setLit] = useState<Clue | null>(null)
  const of = params.run
  const known = value?.asked.name === of ? value : null
  const so = busy && progress ? progress : known
  return (
    <Figure
      of={figure}
      name="Lab"
      title="six runs, a mistake in each"
      start={startWord(of, known, params.repair)}
      footer={
        <span>
          GPTs of 2 layers (E: 6), 32 wide, 16 letters of context, ReLU inside, on stories of the small world;{' '}
          {int(stepsOf(PATIENTS[of].size, params.steps))} steps; all are forgotten afterwards
        </span>
      }
      controls={<Complaints chosen={of} busy={busy} onChoose={(run) => change({ run, repair: 'nothing' })} />}
    >
      {so ? <Losses so={so} steps={stepsOf(PATIENTS[so.asked.name].size, so.asked.steps)} /> : null}
      <Status>{statusOf(of, progress, busy, known !== null)}</Status>
      {known && !busy ? (
        <>
          <Evidence run={known.broken} beside={known.healthy} lit={lit} />
          <Diagnose key={of} outcome={known} onLit={setLit} />
          <Mend params={params} change={change} outcome={known} />
        </>
      ) : null}
    </Figure>
  )
})

function startWord(name: Name, known: Outcome | null, repair: string): string {
  if (!known) return `Train run ${name}`
  return repair === 'nothing' ? `Train run ${name} again` : 'Train it repaired'
}

function Complaints({ chosen, busy, onChoose }: { chosen: Name; busy: boolean; onChoose: (name: Name) => void }) {
  return (
    <fieldset className={css.complaints}>
      <legend className="vh">which run</legend>
      {NAMES.map((name) => (
        <button key={name} type="button" aria-pressed={name === chosen} disabled={busy} onClick={() => onChoose(name)}>
          <b>{name}</b> <span>“{COMPLAINTS[name]}”</span>
        </button>
      ))}
    </fieldset>
  )
}

const pointsOf = ({ curve }: Run) => curve.map(({ step, loss }) => ({ x: step, y: loss }))

/** The run under way as a line; those before it as dashes. */
function Losses({ so, steps }: { so: Progress | Outcome; steps: number }) {
  const all = [
    { name: `run ${so.asked.name}`, run: so.broken },
    { name: 'a healthy run', run: so.healthy },
    { name: 'repaired', run: so.mended },
  ].filter((each): each is { name: string; run: Run } => each.run !== null)
  // While nothing was mended, the broken run is what one looks at.
  const front = 'steps' in so || so.mended ? all.at(-1)! : all[0]!
  return (
    <LossChart
      name={front.name}
      train={pointsOf(front.run)}
      validation={front.run.evaluations.map(({ step, validationLoss }) => ({ x: step, y: validationLoss }))}
      earlier={all.filter((each) => each !== front).map(({ name, run }) => ({ name, points: pointsOf(run) }))}
      totalSteps={steps}
    />
  )
}

function statusOf(name: Name, progress: Progress | null, busy: boolean, known: boolean): string {
  if (!busy) return known ? '' : `Run ${name} is not trained yet. It takes some seconds, and so does the healthy run beside it.`
  if (!progress) return 'starting …'
  const now = progress.mended ?? progress.healthy ?? progress.broken
  const which = progress.mended ? 'the repaired run' : progress.healthy ? 'a healthy run beside it' : `run ${name}`
  return `${which}: step ${int(now.curve.at(-1)?.step ?? 0)} of ${int(progress.steps)}`
}
