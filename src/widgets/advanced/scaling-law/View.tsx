/** The ladder, its law, the learner's word on the next size, and what came of it. */
import { useMemo } from 'react'
import { TEXT } from '../../../experiments/smallRun.ts'
import { usePrecedent } from '../../../instruments/precedent.ts'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { duration, fixed, int, signed } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { csvOf } from './csv.ts'
import { Guess, useSettled } from './Guess.tsx'
import { type Minutes, MINUTES, RATIO, secondsOf } from './ladder.ts'
import { AXES, LawChart } from './LawChart.tsx'
import { type Axis, fitted, type Progress, type Value } from './law.ts'
import { PapersChart, PapersTable } from './PapersChart.tsx'
import css from './ScalingLaw.module.css'
import { Laws, RunsTable } from './tables.tsx'
import widget from './widget.ts'

export default draw(widget, function ScalingLaw(figure) {
  const { params, change, value, progress, busy, model, version } = figure
  const precedent = usePrecedent(model, version, TEXT)
  const { axis, guess, minutes, view } = params
  const fit = useMemo(() => (value ? fitted(value, axis) : null), [value, axis])
  const papersFit = useMemo(() => (value ? fitted(value, 'parameters') : null), [value])
  useSettled(value)
  const trained = value !== null && value.runs.length > 0
  const shownNext = guess !== undefined || (value?.after ?? null) !== null
  return (
    <Figure
      of={figure}
      name="Scaling"
      title="a law of your own"
      start={startOf(value, guess)}
      actions={
        trained ? (
          <Button onClick={() => download('scaling-law.csv', new TextEncoder().encode(csvOf(value)), 'text/csv')}>CSV</Button>
        ) : undefined
      }
      controls={
        <div className={css.knobs}>
          <Segmented
            label="What is drawn"
            value={view === 'papers' ? 'papers' : axis}
            options={[
              ...(Object.keys(AXES) as Axis[]).map((name) => ({ value: name, label: AXES[name].label })),
              { value: 'papers', label: 'beside the papers’' },
            ]}
            onChange={(next) => change(next === 'papers' ? { view: 'papers' } : { view: 'mine', axis: next as Axis })}
          />
          {busy || trained ? null : (
            <Segmented
              label="How long the whole may take on two cores"
              value={minutes}
              options={MINUTES.map((n) => ({ value: n, label: `${n} minutes` }))}
              onChange={(next) => change({ minutes: next as Minutes })}
            />
          )}
        </div>
      }
      footer={
        <span>
          2 layers, a context of 32 characters, {RATIO} characters read for each parameter, State of the Union; the models of the first seed
          stay, and are in the Lab
        </span>
      }
    >
      {(so) => (
        <>
          <Twin
            caption={
              view === 'papers'
                ? `loss over parameters, nats a token; ${RATIO} tokens to each parameter. Each curve is dotted where nobody measured it`
                : trained || busy
                  ? 'rings: loss on held-out text, nats a character; thin lines: on the batches of each run; both axes are logarithmic'
                  : 'ring: loss on held-out text, nats a character; dashed: on its batches, as it learned; ticks: the sizes that wait, the last of them to be predicted; both axes are logarithmic'
            }
            figure={
              view === 'papers' ? (
                <PapersChart value={so} fit={papersFit} precedent={precedent} />
              ) : (
                <LawChart value={so} progress={busy ? progress : null} {...{ axis, fit, guess, precedent }} />
              )
            }
            table={() => (view === 'papers' ? <PapersTable /> : <RunsTable value={so} />)}
          />
          <Status>{busy ? underWay(progress) : saidOf(so, guess)}</Status>
          {trained && !busy && so.after === null && guess === undefined ? (
            <Guess value={so} onGuess={(nats) => change({ guess: nats })} />
          ) : null}
          {trained ? <Laws value={so} shownNext={shownNext} /> : null}
        </>
      )}
    </Figure>
  )
})

/** The button's words; with nothing left to do there is no button. */
function startOf(value: Value | null, guess: number | undefined): string | undefined {
  if (!value) return 'Train'
  const { rungs, next, runs, after } = value
  const ladder = rungs.reduce((sum, rung) => sum + secondsOf(rung), 0)
  if (runs.length === 0) {
    const count = rungs.reduce((sum, rung) => sum + rung.seeds.length, 0)
    return guess === undefined
      ? `Train ${count} runs, about ${duration(ladder)}`
      : `Train ${count + 1} runs, about ${duration(ladder + next.seconds)}`
  }
  return after || guess === undefined ? undefined : `Train the next size, about ${duration(next.seconds)}`
}

function underWay(progress: Progress | null): string {
  if (!progress) return 'starting …'
  const { done, of, now, seconds } = progress
  const left = seconds - done.reduce((sum, { rung }) => sum + rung.seconds, 0)
  const what = now ? `${int(now.rung.parameters)} parameters, seed ${now.seed}, step ${int(now.curve.at(-1)?.step ?? 0)}` : 'the next one'
  return `run ${Math.min(of, done.length + 1)} of ${of}: ${what}; about ${duration(left)} for what is left`
}

function saidOf(value: Value, guess: number | undefined): string {
  const { rungs, next, runs, after } = value
  if (runs.length === 0) {
    const all = rungs.reduce((sum, rung) => sum + secondsOf(rung), next.seconds)
    return `${rungs.length} sizes from ${int(rungs[0]!.parameters)} to ${int(rungs.at(-1)!.parameters)} parameters, and then ${int(next.parameters)}: about ${duration(all)} in all on this device.`
  }
  if (!after)
    return guess === undefined
      ? 'The law is fitted to these runs. The next size is yours to predict first.'
      : `You said ${fixed(guess, 3)}.`
  const fit = fitted(value, 'parameters')!
  const miss = after.loss - fit.next
  const inside = after.loss >= fit.between.low && after.loss <= fit.between.high
  const law = `The law missed by ${signed(miss)} nats, ${inside ? 'inside' : 'outside'} its interval`
  return guess === undefined ? `${law}.` : `${law}; you by ${signed(after.loss - guess)}.`
}
