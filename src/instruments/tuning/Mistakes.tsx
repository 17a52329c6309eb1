/** Held-out examples that the model gets wrong, to be read: a few at a time. */
import { useState } from 'react'
import { core } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { int } from '../../ui/format.ts'
import type { LabelledSet, TunedTask } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import css from './Tuned.module.css'
import { isCourseTask } from './tasks.ts'

const AT_ONCE = 3

/** @param own the learner's examples, where the task is theirs and they are still here */
export function Mistakes({ task, own }: { task: TunedTask; own?: LabelledSet | null }) {
  const { id, train, heldOut, reports } = task
  const known = isCourseTask(id) ? id : null
  const { value } = useComputed(known && (() => core.labelled(known, { train, heldOut })), [known, train, heldOut])
  const [from, setFrom] = useState(0)
  const set = own ?? value
  const report = reports.findLast(({ predicted }) => predicted)
  if (!set || !report?.predicted || set.heldOut.length !== report.predicted.length) return null
  const wrong = set.heldOut.flatMap((example, i) =>
    report.predicted![i] === example.label ? [] : [{ example, said: report.predicted![i]! }],
  )
  if (wrong.length === 0) return <p className="cap">All {int(set.heldOut.length)} held-out examples are right.</p>
  const first = from < wrong.length ? from : 0
  return (
    <section className={css.mistakes} aria-label="Mistakes">
      <p className="cap">
        {int(wrong.length)} of {int(set.heldOut.length)} held-out examples are wrong at step {int(report.step)}
        {wrong.length > AT_ONCE ? (
          <Button look="text" onClick={() => setFrom(first + AT_ONCE)}>
            Others
          </Button>
        ) : null}
      </p>
      <ul>
        {wrong.slice(first, first + AT_ONCE).map(({ example, said }) => (
          <li key={example.texts.join('\n')}>
            <Texts set={set} texts={example.texts} />
            <p>
              <b>{nameOf(set, example.texts, example.label)}</b>, but it says <b>{nameOf(set, example.texts, said)}</b>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Answers are what they say; labels have names. */
const nameOf = ({ form, labels }: LabelledSet, texts: readonly string[], label: number): string =>
  form === 'choice' ? `“${texts[1 + label]}”` : labels[label]!

/** Of a question its beginning: the answers are named below. */
function Texts({ set, texts }: { set: LabelledSet; texts: readonly string[] }) {
  const shown = set.form === 'choice' ? texts.slice(0, 1) : texts
  return (
    <p>
      {shown.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the example is what it is
        <span key={i}>{text}</span>
      ))}
    </p>
  )
}
