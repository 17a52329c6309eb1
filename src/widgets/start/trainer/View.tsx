/** The trainer: one button from nothing to a model, its loss falling and its samples improving as one watches. */
import { useEffect, useMemo } from 'react'
import { SampleStream } from '../../../figures/SampleStream.tsx'
import { isRunning, type RunView, type Session, useSession } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { duration, fixed, int, magnitude, toBits } from '../../../ui/format.ts'
import { useTrain } from '../../../instruments/core.ts'
import { Failure } from '../../../instruments/Failure.tsx'
import { RunChart } from '../../../instruments/RunChart.tsx'
import { RunStatusLine } from '../../../instruments/RunStatusLine.tsx'
import { bitsOf, modelName, runtimeName, sizesOf } from '../../../instruments/words.ts'
import { applyToDraft } from './draft.ts'
import { Knobs } from './Knobs.tsx'
import { readingsOf } from './readings.ts'
import css from './Trainer.module.css'
import { type Next, useNext } from './useNext.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function Trainer(figure) {
  const { params, change, tell } = figure
  const run = useSession(ownRun)
  const parameters = useSession((s) => s.models.find((m) => m.id === s.run?.modelId && m.origin === 'trained')?.parameters)
  useEffect(() => {
    if (run && parameters !== undefined) tell(readingsOf(run, parameters))
  }, [run, parameters, tell])
  const { waiting, train } = useTrain(() => applyToDraft(params))
  const next = useNext(params)
  return (
    <Figure
      of={figure}
      name="Training"
      title={<Title />}
      actions={run ? <Buttons waiting={waiting} train={train} /> : null}
      footer={<Footer next={next} />}
    >
      <Failure place="device" where="This device" />
      <Failure place="texts" where="The texts" />
      <Failure place="training" where="Training" />
      <Knobs params={params} change={change} />
      {run ? <RunNumbers run={run} /> : <Begin waiting={waiting} train={train} estimate={next.estimate} />}
      <RunStatusLine
        run={run}
        waiting={waiting ? 'Starting the core and measuring this device, 1 to 3 s.' : 'Nothing of yours has run yet.'}
      />
      {run ? (
        <>
          <div className={css.chart}>
            <RunChart run={run} />
          </div>
          <Samples run={run} />
        </>
      ) : null}
    </Figure>
  )
})

/** The run of a model that is trained here; how somebody else's was trained is not what this figure is for. */
function ownRun({ run, models }: Session): RunView | null {
  const model = models.find((each) => each.id === run?.modelId)
  return run && (isRunning(run) || !model || model.origin === 'trained') ? run : null
}

/** Before the first run: one large button, and what it will do. */
function Begin({ waiting, train, estimate }: ButtonsProps & Pick<Next, 'estimate'>) {
  return (
    <div className={css.begin}>
      <Button look="primary" className={css.large} aria-disabled={waiting} onClick={() => void (waiting ? undefined : train())}>
        Train
      </Button>
      <p>
        {estimate
          ? `A model of ${int(estimate.parameters)} random numbers begins to read, for about ${duration(estimate.seconds)} on this device. `
          : 'A model of random numbers begins to read. '}
        Its loss is drawn here step by step, and a few times on its way it writes, always from the same words. Stop whenever you like.
      </p>
    </div>
  )
}

function Title() {
  const run = useSession(ownRun)
  const current = useSession((s) => s.current)
  if (isRunning(run)) return <>a model learns from {run!.textTitle}</>
  if (run && current && run.modelId === current.id) return <>how {modelName(current)} was trained</>
  return <>your first model</>
}

interface ButtonsProps {
  waiting: boolean
  train: () => Promise<void>
}

function Buttons({ waiting, train }: ButtonsProps) {
  const running = useSession((s) => isRunning(s.run))
  const stopping = useSession((s) => s.run?.status === 'stopping')
  const resumable = useSession((s) => s.models.some((m) => m.id === s.run?.modelId && m.resumable && m.origin !== 'shipped'))
  const stop = useSession((s) => s.stop)
  const trainLonger = useSession((s) => s.trainLonger)
  const idle = running ? stopping : waiting
  return (
    <>
      {resumable && !running ? (
        <Button title="the same model, from where it is" onClick={() => void trainLonger()}>
          Train longer
        </Button>
      ) : null}
      {/* one button that changes its word, so that focus stays where it was pressed */}
      <Button
        look="primary"
        title={running ? undefined : 'a new model, from random numbers'}
        aria-disabled={idle}
        onClick={() => void (idle ? undefined : running ? stop() : train())}
      >
        {running ? 'Stop' : 'Train'}
      </Button>
    </>
  )
}

function RunNumbers({ run }: { run: RunView | null }) {
  const latest = run?.latest ?? null
  const [speed, unit] = magnitude(latest?.tokensPerSecond ?? Number.NaN)
  const trainLoss = run?.curve.at(-1)?.loss
  return (
    <Readings>
      <BigNumber label="step" value={int(run?.step ?? 0)} unit={run ? `of ${int(run.totalSteps)}` : ''} />
      <BigNumber
        label="bits/char, held out"
        value={fixed(bitsOf(run))}
        context={trainLoss === undefined ? '' : `last batch ${fixed(toBits(trainLoss, run?.charactersPerToken))}`}
      />
      <BigNumber
        label="tokens per second"
        value={`${speed}${unit && ` ${unit}`}`}
        context={latest ? `${fixed(latest.stepMs, 1)} ms a step` : ''}
      />
      <BigNumber label="time left" value={latest && isRunning(run) ? duration(latest.secondsLeft) : '–'} />
    </Readings>
  )
}

/** What the model wrote at each evaluation, from the same prompt and the same dice. */
function Samples({ run }: { run: RunView | null }) {
  const samples = run?.samples
  const per = run?.charactersPerToken
  const items = useMemo(
    () => (samples ?? []).map((s) => ({ step: s.step, loss: toBits(s.validationLoss, per), prompt: s.prompt, text: s.text })),
    [samples, per],
  )
  if (items.length === 0) return <p className="cap">A few times on its way the model writes here, always from the same words.</p>
  return <SampleStream items={items} unit="bits per character" rows={5} />
}

/** On what the next run computes, what it reads, and how long that takes. */
function Footer({ next: { sizes, estimate } }: { next: Next }) {
  const device = useSession((s) => s.device)
  const title = useSession((s) => s.texts.find((t) => t.ref.id === s.draft?.text.id)?.title)
  const running = useSession((s) => isRunning(s.run))
  return (
    <>
      <span>{device ? `${runtimeName(device)}, ${device.adapter}` : 'the core has not started'}</span>
      {sizes && !running ? (
        <span>
          Train makes a new model of {sizesOf(sizes)}
          {title ? `, from ${title}` : ''}
          {estimate ? `, in about ${duration(estimate.seconds)}` : ''}
        </span>
      ) : null}
      <span>nothing leaves the browser</span>
    </>
  )
}
