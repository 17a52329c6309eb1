/** A box to ask a tuned model: a text, a pair, or a text and as many answers as one likes. */
import { useState } from 'react'
import { core, isRunning, type RunView, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { fixed } from '../../ui/format.ts'
import { LitBox } from '../../ui/Lit.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { Classification, TunedTask } from '../../worker/protocol.ts'
import css from './AskTuned.module.css'
import { PARTS } from './tasks.ts'

/** Answers that can be weighed against each other. */
const MOST_ANSWERS = 8

/** Asks the tuned model, once it is saved. */
export function AskTuned({ run, task }: { run: RunView; task: TunedTask }) {
  const running = useSession((s) => isRunning(s.run))
  const [texts, setTexts] = useState<readonly string[]>(PARTS[task.form].map(() => ''))
  const [answer, setAnswer] = useState<Classification | null>(null)
  const [wrong, setWrong] = useState<{ message: string; hint: string } | null>(null)
  const answers = task.form === 'choice' ? texts.length - 1 : 0
  const ask = async () => {
    setWrong(null)
    setAnswer(null)
    try {
      setAnswer(await core.classify(run.modelId!, texts))
    } catch (error) {
      setWrong(error as { message: string; hint: string })
    }
  }
  if (running || !run.modelId) return <p className="cap">When it has ended, it can be asked here.</p>
  return (
    <form
      className={css.ask}
      aria-label="Ask the tuned model"
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      {texts.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the question is what it is
        <div key={i} className={css.part}>
          <Field
            label={PARTS[task.form][i] ?? `Answer ${i}`}
            value={text}
            onChange={(event) => setTexts(texts.with(i, event.target.value))}
          />
          {answers > 2 && i > 0 ? (
            <Button look="text" aria-label={`Take answer ${i} away`} onClick={() => setTexts(texts.toSpliced(i, 1))}>
              Remove
            </Button>
          ) : null}
        </div>
      ))}
      <div className={css.actions}>
        <Button type="submit" disabled={texts.some((text) => text.trim() === '')}>
          Ask
        </Button>
        {answers > 0 && answers < MOST_ANSWERS ? (
          <Button look="text" onClick={() => setTexts([...texts, ''])}>
            One more answer
          </Button>
        ) : null}
      </div>
      {wrong ? (
        <Notice where="The answer" hint={wrong.hint}>
          {wrong.message}
        </Notice>
      ) : null}
      <div role="status">{answer ? <Shares answer={answer} /> : null}</div>
    </form>
  )
}

/** Every label with its share, the likeliest first. */
function Shares({ answer: { labels, shares, unknown, cuts } }: { answer: Classification }) {
  const order = labels.map((_, k) => k).sort((a, b) => shares[b]! - shares[a]!)
  return (
    <>
      <LitBox name="probability">
        <ol className={css.shares}>
          {order.map((k) => (
            <li key={k}>
              <span>{labels[k]}</span>
              <span className={css.track}>
                <span className={css.bar} style={{ width: `${100 * shares[k]!}%` }} />
              </span>
              <span className="n">{fixed(100 * shares[k]!, 1)} %</span>
            </li>
          ))}
        </ol>
      </LitBox>
      {unknown.length > 0 || cuts ? (
        <p className="cap">
          {unknown.length > 0 ? `It has never seen ${unknown.slice(0, 8).join(' ')}. ` : ''}
          {cuts}
        </p>
      ) : null}
    </>
  )
}
