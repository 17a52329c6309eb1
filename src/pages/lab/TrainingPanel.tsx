/** The run on show: its buttons, readings, chart, and one spoken line of status. */
import { useEffect, useMemo, useRef } from 'react'
import { SampleStream } from '../../figures/SampleStream.tsx'
import { isRunning, measuredBy, type RunView, shownStep, useSession } from '../../session/index.ts'
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { duration, fixed, int, magnitude, small, toBits } from '../../ui/format.ts'
import { Group } from '../../ui/Group.tsx'
import { Instrument } from '../../ui/Instrument.tsx'
import { Failure } from '../../instruments/Failure.tsx'
import { RunChart } from '../../instruments/RunChart.tsx'
import { RunStatusLine } from '../../instruments/RunStatusLine.tsx'
import { TunedRun } from '../../instruments/tuning/TunedRun.tsx'
import { TimeScrubber } from '../scrubber/TimeScrubber.tsx'
import css from './TrainingPanel.module.css'
import { NoPast } from './NoPast.tsx'

export function TrainingPanel() {
  const run = useSession((s) => s.run)
  return (
    <Instrument name="Training" title={run ? run.name : 'nothing has run yet'} actions={<RunButtons />} footer={<Footer run={run} />}>
      <Failure place="training" where="Training" />
      {run?.unknown ? <p className="cap">{run.unknown}</p> : null}
      {run?.task ? (
        <TunedRun run={run} task={run.task} />
      ) : (
        <>
          <RunReadings run={run} />
          <RunStatusLine run={run} />
          <Samples run={run} />
          <Chart run={run} />
          <TimeScrubber place="chart" />
          <NoPast />
        </>
      )}
    </Instrument>
  )
}

function RunButtons() {
  const running = useSession((s) => isRunning(s.run))
  const stopping = useSession((s) => s.run?.status === 'stopping')
  const ready = useSession((s) => s.draft !== null && s.draftError === null)
  const resumable = useSession((s) => s.models.some((m) => m.id === s.run?.modelId && m.resumable))
  const train = useSession((s) => s.train)
  const stop = useSession((s) => s.stop)
  const trainLonger = useSession((s) => s.trainLonger)
  return (
    <>
      {resumable && !running ? (
        <Button title="this model, from where it is" onClick={() => void trainLonger()}>
          Train longer
        </Button>
      ) : null}
      {/* one button that changes its word, so that focus stays where it was pressed */}
      <Button
        look="primary"
        title={running ? undefined : 'a new model, of the sizes in Model'}
        disabled={running ? stopping : !ready}
        onClick={() => void (running ? stop() : train())}
      >
        {running ? 'Stop' : 'Train'}
      </Button>
    </>
  )
}

function savedContext(run: RunView | null): string {
  if (!run) return ''
  return run.unsaved && run.savedAt === null ? 'not saved' : `saved at ${int(run.savedStep)}`
}

function RunReadings({ run }: { run: RunView | null }) {
  const latest = run?.latest ?? null
  // At an earlier step of the open model the readings are that step's.
  const back = useSession((s) => ((s.at === null && s.pointer === null) || s.current?.id !== run?.modelId ? null : shownStep(s)))
  const evaluation = run && (back === null ? run.evaluations.at(-1) : measuredBy(run.evaluations, back))
  const [speed, unit] = magnitude(latest?.tokensPerSecond ?? Number.NaN)
  const trainLoss = run?.curve.findLast(({ step }) => back === null || step <= back)?.loss
  const clip = run?.spec?.training.clip ?? 0
  return (
    <Readings>
      <BigNumber
        label="step"
        value={int(back ?? run?.step ?? 0)}
        unit={run && back === null ? `of ${int(run.totalSteps)}` : ''}
        context={back === null ? savedContext(run) : `of ${int(run?.step ?? 0)} taken`}
      />
      <BigNumber
        label="gradient norm"
        concept="c-gradient"
        value={fixed(back === null ? (latest?.gradNorm ?? Number.NaN) : Number.NaN)}
        context={clip > 0 ? `clipped at ${fixed(clip)}` : 'not clipped'}
      />
      <BigNumber
        label="bits/char, held out"
        value={fixed(evaluation?.bitsPerCharacter ?? Number.NaN)}
        context={trainLoss === undefined ? '' : `last batch ${fixed(toBits(trainLoss, run?.charactersPerToken))}`}
      />
      <BigNumber
        label="speed"
        value={speed}
        unit={latest ? `${unit} tok/s` : ''}
        context={
          latest && run?.status === 'running'
            ? `${duration(latest.secondsLeft)} left`
            : latest
              ? `${fixed(latest.stepMs, 1)} ms a step`
              : ''
        }
      />
    </Readings>
  )
}

/** What the run wrote, the newest first: seen before the chart, because it is what a person looks for. */
function Samples({ run }: { run: RunView | null }) {
  const samples = run?.samples
  const per = run?.charactersPerToken
  const at = useSession((s) => (s.at === null || s.current?.id !== run?.modelId ? null : s.at))
  const items = useMemo(
    () => (samples ?? []).map((s) => ({ step: s.step, loss: toBits(s.validationLoss, per), prompt: s.prompt, text: s.text })),
    [samples, per],
  )
  const box = useRef<HTMLElement>(null)
  // What had been written by the step that is shown comes into sight, and the page stays where it is.
  useEffect(() => {
    const scroller = box.current?.querySelector('[tabindex]')
    const written = box.current?.querySelector<HTMLElement>('[aria-current]')
    if (scroller && written) scroller.scrollTop += written.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 24
    else if (scroller && at === null) scroller.scrollTop = 0
  }, [at])
  return (
    <section ref={box} className={css.samples} aria-label="Samples">
      {items.length > 0 ? (
        <>
          <p className="cap">
            Samples, newest first: step, bits per character of held-out text, and what the model wrote after the same words.
          </p>
          <Group className={css.scroll} tabIndex={0} aria-label="Samples, newest first">
            <SampleStream items={items} unit="bits per character" at={at} />
          </Group>
        </>
      ) : (
        <p className="cap">At every evaluation the model writes a few words here, with its step and its bits per character.</p>
      )}
    </section>
  )
}

function Chart({ run }: { run: RunView | null }) {
  const models = useSession((s) => s.models)
  const earlier = useMemo(
    () =>
      models
        .filter((m) => m.kind !== 'classifier' && m.id !== run?.modelId && m.textTitle === run?.textTitle && m.curve.length > 1)
        .sort((a, b) => b.savedAt - a.savedAt)
        .slice(0, 3)
        .map((m) => ({ name: m.name, points: m.curve.map((p) => ({ x: p.step, y: p.loss / (m.charactersPerToken ?? 1) })) })),
    [models, run?.modelId, run?.textTitle],
  )
  if (!run) return <p className="cap">Press Train: the loss is drawn here, step by step.</p>
  return <RunChart run={run} earlier={earlier} />
}

function Footer({ run }: { run: RunView | null }) {
  const device = useSession((s) => s.device)
  const resumable = useSession((s) => s.models.some((m) => m.id === s.run?.modelId && m.resumable))
  const training = run?.spec?.training
  return (
    <>
      {device ? <span>{`${device.kind === 'webgpu' ? 'WebGPU' : 'WebAssembly'}, ${device.adapter}`}</span> : null}
      {run ? <span>{run.textTitle}</span> : null}
      {training ? (
        <>
          <span>seed {training.seed}</span>
          <span>
            AdamW {small(training.learningRate)}, {int(training.warmup)} warm-up
          </span>
          <span>batch {training.batch}</span>
          <span>{run?.spec?.tokenizer ?? 'characters'}</span>
        </>
      ) : null}
      <span>Train begins a new model, of the sizes in Model{resumable ? '; Train longer goes on with this one' : ''}</span>
    </>
  )
}
