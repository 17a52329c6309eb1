/** What a task is, before anything is learned: an example with its label, and how far one gets without understanding. */
import { useState } from 'react'
import { core } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import type { LabelledSet, SetCounts, TaskId } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import css from './Preview.module.css'
import { ShortcutBars } from './ShortcutBars.tsx'

export function TaskPreview({ task, counts, own }: { task: TaskId | 'own'; counts: SetCounts | null; own: LabelledSet | null }) {
  const known = task === 'own' ? null : task
  const asked = known && counts && counts.train >= 1 ? counts : null
  const key = [known, asked?.train, asked?.heldOut]
  const set = useComputed(asked && (() => core.labelled(known!, asked)), key)
  const bars = useComputed(asked && (() => core.shortcuts(known!, asked)), key)
  const shown = own ?? (known && set.value?.id === known ? set.value : null)
  if (set.error) return <p className="cap">{`${set.error.message} ${set.error.hint}`}</p>
  if (!shown) return <p className="cap">{task === 'own' ? '' : 'Making the examples …'}</p>
  return (
    <div className={css.preview}>
      <Example key={shown.id} set={shown} />
      {known && bars.value && !bars.busy ? (
        <ShortcutBars
          caption="right on held-out examples without understanding: naive Bayes that sees …"
          rows={bars.value.map((row) => ({ ...row, value: row.accuracy }))}
        />
      ) : known ? (
        <p className="cap">Counting words, to know what has to be beaten …</p>
      ) : null}
    </div>
  )
}

/** One example to learn from; of a question the right answer is marked. */
function Example({ set: { form, labels, train } }: { set: LabelledSet }) {
  const [at, setAt] = useState(0)
  const { texts, label } = train[at % train.length]!
  return (
    <div className={css.example}>
      <p className="cap">
        an example to learn from{' '}
        <Button look="text" onClick={() => setAt((at + 1) % train.length)}>
          Another
        </Button>
      </p>
      {texts.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the example is what it is
        <p key={i} data-right={(form === 'choice' && i === label + 1) || undefined}>
          {text}
        </p>
      ))}
      {form === 'choice' ? null : (
        <p className={css.label}>
          → <b>{labels[label]}</b>
        </p>
      )}
    </div>
  )
}
