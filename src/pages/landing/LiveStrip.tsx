/** The strip: a run as it happens, or the record of how the open model was trained, beside what that model writes. */
import { useEffect, useRef } from 'react'
import { isRunning, type RunView, session, useSession } from '../../session/index.ts'
import { BigNumber } from '../../ui/BigNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { fixed, int, toBits } from '../../ui/format.ts'
import { Group } from '../../ui/Group.tsx'
import { Instrument } from '../../ui/Instrument.tsx'
import { RunChart } from '../../instruments/RunChart.tsx'
import { RunStatusLine } from '../../instruments/RunStatusLine.tsx'
import { bitsOf, oddsOf, runtimeName, sizesOf } from '../../instruments/words.ts'
import { Written } from '../../instruments/Written.tsx'
import { TRAIN_YOUR_OWN } from './Hero.tsx'
import css from './LiveStrip.module.css'
import { useStripTitle } from './stripTitle.ts'

export function LiveStrip() {
  useWritingAtOnce()
  const run = useSession((s) => s.run)
  const running = isRunning(run)
  const tokens = run?.spec?.tokenizer !== undefined
  const nats = run?.evaluations.at(-1)?.validationLoss ?? Number.NaN
  return (
    <Instrument name="Now" title={useStripTitle()} actions={<Actions />} footer={<Facts run={run} />}>
      <div className={css.strip}>
        <div className={css.chart}>{run ? <RunChart run={run} /> : <p className="cap">The loss is drawn here, step by step.</p>}</div>
        <div className={css.now}>
          <dl>
            <BigNumber label="step" value={run ? int(run.step) : '–'} />
            <BigNumber label="bits per character" value={fixed(bitsOf(run))} />
            <BigNumber label={tokens ? 'odds on the next token' : 'odds on the next letter'} value={oddsOf(toBits(nats))} />
          </dl>
          <Group className={css.says} tabIndex={0} aria-label="What it writes">
            {running ? <Newest run={run!} /> : <Written />}
          </Group>
          <div className={css.earlier}>{run ? <Earlier run={run} newestIsAbove={running} /> : null}</div>
        </div>
      </div>
      <RunStatusLine run={run} waiting={useWaitingFor()} />
    </Instrument>
  )
}

/** What to say while there is no run to show. */
function useWaitingFor(): string {
  const device = useSession((s) => s.device)
  const texts = useSession((s) => s.texts.length)
  if (!device) return 'Starting the core and measuring this device, 1 to 3 s.'
  return texts > 0 ? 'No model is here yet: train your own.' : 'Reading the texts and the model that comes with the course.'
}

/** The model writes as soon as it is there, once per visit to the page. */
function useWritingAtOnce(): void {
  const ready = useSession((s) => s.current !== null)
  const done = useRef(false)
  useEffect(() => {
    if (!ready || done.current) return
    done.current = true
    const { run, sampler, sample } = session.getState()
    if (!isRunning(run) && !sampler.busy && sampler.tokens.length === 0) void sample()
  }, [ready])
}

function Actions() {
  const running = useSession((s) => isRunning(s.run))
  const stopping = useSession((s) => s.run?.status === 'stopping')
  const resumable = useSession((s) => s.models.some((m) => m.id === s.run?.modelId && m.resumable && m.origin !== 'shipped'))
  const current = useSession((s) => s.current !== null)
  const busy = useSession((s) => s.sampler.busy)
  const { stop, trainLonger, sample, stopSampling } = session.getState()
  const place = useRef<HTMLSpanElement>(null)
  // whoever pressed "Train your own" finds the keyboard on what ends the run
  useEffect(() => {
    if (running && document.activeElement?.id === TRAIN_YOUR_OWN) place.current?.querySelector('button')?.focus()
  }, [running])
  return (
    <>
      {running ? null : (
        <Button look="text" disabled={!current} onClick={() => void (busy ? stopSampling() : sample())}>
          {busy ? 'Stop writing' : 'Write again'}
        </Button>
      )}
      <span ref={place} className={css.stop}>
        {running || resumable ? (
          <Button aria-disabled={stopping} onClick={() => void (running ? stop() : trainLonger())}>
            {running ? 'Stop' : 'Train longer'}
          </Button>
        ) : null}
      </span>
    </>
  )
}

/** While a model trains, its newest sample stands large. */
function Newest({ run }: { run: RunView }) {
  const sample = run.samples.at(-1)
  if (!sample) return <p className="cap">Its first words come with the first evaluation.</p>
  return <Sentence prompt={sample.prompt} text={sample.text} />
}

function Sentence({ prompt, text }: { prompt: string; text: string }) {
  return (
    <p>
      <span className={css.prompt}>{prompt}</span>
      {text.startsWith(prompt) ? text.slice(prompt.length) : text}
    </p>
  )
}

/** Four of the earlier samples, spread over the run, newest first. */
function Earlier({ run, newestIsAbove }: { run: RunView; newestIsAbove: boolean }) {
  const samples = newestIsAbove ? run.samples.slice(0, -1) : run.samples
  const places = new Set([0, 1, 2, 3].map((i) => Math.round((i * (samples.length - 1)) / 3)))
  const shown = samples.filter((_, i) => places.has(i)).reverse()
  if (shown.length === 0) return null
  return (
    <ol aria-label="What it wrote earlier, by step, newest first">
      {shown.map((sample) => (
        <li key={sample.step}>
          <span className="n">{int(sample.step)}</span>
          <Sentence prompt={sample.prompt} text={sample.text} />
        </li>
      ))}
    </ol>
  )
}

function Facts({ run }: { run: RunView | null }) {
  const current = useSession((s) => s.current)
  const device = useSession((s) => s.device)
  const sizes = isRunning(run) ? run?.spec?.sizes : current?.config
  const latest = run?.latest
  return (
    <>
      {sizes ? <span>{sizesOf(sizes)}</span> : null}
      {run ? <span>text: {run.textTitle}</span> : null}
      {device ? (
        <span>
          {runtimeName(device)}
          {latest ? `, ${int(latest.tokensPerSecond)} tokens per second` : ''}
        </span>
      ) : null}
      <span>nothing leaves the browser</span>
    </>
  )
}
