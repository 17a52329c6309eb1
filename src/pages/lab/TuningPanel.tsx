/** A tuned model on show: its losses, how often it is right and what a shortcut gets, what it forgets, and a box to ask it. */
import { useState } from 'react'
import { Curves } from '../../figures/Curves.tsx'
import { core, isRunning, type RunView, useSession } from '../../session/index.ts'
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { Button } from '../../ui/Button.tsx'
import { fixed, int } from '../../ui/format.ts'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Classification, TunedTask } from '../../worker/protocol.ts'

export function TuningReadings({ run, task }: { run: RunView; task: TunedTask }) {
  const { reports, shortcuts } = task
  const [first, last] = [reports[0], reports.at(-1)]
  const losses = run.latest?.fineTuning
  const best = shortcuts.length > 0 ? shortcuts.reduce((a, b) => (b.accuracy > a.accuracy ? b : a)) : null
  return (
    <Readings>
      <BigNumber label="step" value={int(run.step)} unit={`of ${int(run.totalSteps)}`} context={losses ? `epoch ${losses.epoch}` : ''} />
      <BigNumber
        label="right, held out"
        value={last ? fixed(100 * last.accuracy, 1) : '–'}
        unit="%"
        context={best ? `without understanding ${fixed(100 * best.accuracy, 1)} %: ${best.name}` : ''}
      />
      <BigNumber
        label="L2, the task"
        value={fixed(losses?.taskLoss ?? last?.loss ?? Number.NaN, 3)}
        unit="nats"
        context={
          losses
            ? `L3 = L2 + λ·L1 = ${fixed(run.curve.at(-1)?.loss ?? Number.NaN, 3)}${losses.tokenLoss === null ? '' : `, L1 ${fixed(losses.tokenLoss, 3)}`}`
            : 'on held-out examples'
        }
      />
      <BigNumber
        label="its base’s own text"
        value={fixed(last?.ownTextLoss ?? Number.NaN, 3)}
        unit="nats a token"
        context={first?.ownTextLoss && last !== first ? `${fixed(first.ownTextLoss, 3)} before` : ''}
      />
    </Readings>
  )
}

export function TuningCharts({ run, task }: { run: RunView; task: TunedTask }) {
  const { reports } = task
  if (run.curve.length < 2) return <p className="cap">The losses are drawn here, step by step.</p>
  return (
    <>
      <Curves
        caption="L3, what is minimized, by step"
        curves={[{ name: 'L3', points: run.curve.map(({ step, loss }) => ({ x: step, y: loss })) }]}
        across="step"
        writeX={int}
        writeY={(y) => fixed(y, 2)}
      />
      {reports.length > 1 ? (
        <Curves
          caption="Right on held-out examples, by step"
          curves={[{ name: 'right', points: reports.map(({ step, accuracy }) => ({ x: step, y: 100 * accuracy })) }]}
          across="step"
          writeX={int}
          writeY={(y) => `${fixed(y, 0)} %`}
          dots
        />
      ) : null}
    </>
  )
}

/** Asks the tuned model, once it is saved. */
export function AskTuned({ run, task }: { run: RunView; task: TunedTask }) {
  const running = useSession((s) => isRunning(s.run))
  const [texts, setTexts] = useState(['', '', ''])
  const [answer, setAnswer] = useState<Classification | null>(null)
  const [wrong, setWrong] = useState<{ message: string; hint: string } | null>(null)
  const names = NAMES[task.form]
  const asked = texts.slice(0, names.length)
  const ask = async () => {
    setWrong(null)
    setAnswer(null)
    try {
      setAnswer(await core.classify(run.modelId!, asked))
    } catch (error) {
      setWrong(error as { message: string; hint: string })
    }
  }
  if (running || !run.modelId) return <p className="cap">When it has ended, it can be asked here.</p>
  return (
    <form
      aria-label="Ask the tuned model"
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      {names.map((name, i) => (
        <Field key={name} label={name} value={texts[i]} onChange={(event) => setTexts(texts.with(i, event.target.value))} />
      ))}
      <Button type="submit" disabled={asked.some((text) => text.trim() === '')}>
        Ask
      </Button>
      {wrong ? (
        <Notice where="The answer" hint={wrong.hint}>
          {wrong.message}
        </Notice>
      ) : null}
      <p role="status">
        {answer ? answer.labels.map((label, k) => `${label} ${fixed(100 * answer.shares[k]!, 1)} %`).join(' · ') : ''}
        {answer?.unknown.length ? ` It has never seen ${answer.unknown.slice(0, 8).join(' ')}.` : ''}
        {answer?.cuts ? ` ${answer.cuts}` : ''}
      </p>
    </form>
  )
}

const NAMES: Record<TunedTask['form'], readonly string[]> = {
  classification: ['A text'],
  entailment: ['What is told', 'Does this follow?'],
  similarity: ['A text', 'Another'],
  choice: ['What comes before', 'An answer', 'Another answer'],
}
