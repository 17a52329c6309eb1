/** Bars of the shortcuts, one of them chosen, and held-out examples as that one sees them. */
import { useState } from 'react'
import { ShortcutBars } from '../../../instruments/tuning/ShortcutBars.tsx'
import { TASKS } from '../../../instruments/tuning/tasks.ts'
import { Button } from '../../../ui/Button.tsx'
import { int } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Bench, chosenOf, HELD_OUT, seenParts } from './bench.ts'
import css from './ShortcutBench.module.css'
import widget from './widget.ts'

const AT_ONCE = 4
const OFFERED = TASKS.flatMap(({ value, name }) => (value === 'own' ? [] : [{ value, label: name }]))

export default draw(widget, function ShortcutBench(figure) {
  const { params, change } = figure
  const { task, examples, shortcut } = params
  return (
    <Figure
      of={figure}
      name="Shortcuts"
      title="right without understanding"
      busy="telling stories and counting words …"
      controls={<Segmented label="Task" value={task} options={OFFERED} onChange={(next) => change({ task: next })} />}
    >
      {(bench) => (
        <>
          <ShortcutBars
            caption={`of ${int(HELD_OUT)} held-out examples: the most frequent label, and naive Bayes that sees …`}
            rows={bench.shortcuts.map(({ name, accuracy }) => ({ name, value: accuracy, strong: name === chosenOf(bench, shortcut).name }))}
          />
          <Scale
            label="examples to learn from"
            value={examples}
            min={20}
            max={task === 'reviews' ? 700 : 1800}
            step={20}
            format={int}
            onChange={(next) => change({ examples: next })}
          />
          <Segmented
            label="Shortcut"
            value={String(bench.shortcuts.indexOf(chosenOf(bench, shortcut)))}
            options={bench.shortcuts.map(({ name }, i) => ({ value: String(i), label: name }))}
            onChange={(next) => change({ shortcut: Number(next) })}
          />
          <Seen key={`${bench.set.id} ${examples}`} bench={bench} shortcut={shortcut} />
        </>
      )}
    </Figure>
  )
})

/** A few held-out examples; what the shortcut does not see is pale. */
function Seen({ bench, shortcut }: { bench: Bench; shortcut: number }) {
  const [from, setFrom] = useState(0)
  const { set } = bench
  const { name, guesses } = chosenOf(bench, shortcut)
  const sees = seenParts(name)
  const called = (texts: readonly string[], label: number) => (set.form === 'choice' ? `“${texts[1 + label]}”` : set.labels[label]!)
  return (
    <section aria-label="Held-out examples">
      <p className={css.head}>
        <span className="cap">held-out examples; pale is what “{name}” does not see</span>
        <Button look="text" onClick={() => setFrom((from + AT_ONCE) % set.heldOut.length)}>
          Others
        </Button>
      </p>
      <ul className={css.seen}>
        {set.heldOut.slice(from, from + AT_ONCE).map(({ texts, label }, i) => {
          const guess = guesses[from + i]!
          return (
            <li key={texts.join('\n')}>
              <p>
                {texts.map((text, part) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place in the example is what it is
                  <span key={part} data-unseen={!sees(part) || undefined}>
                    {text}
                  </span>
                ))}
              </p>
              <p className={css.said}>
                {guess === label ? '✓' : '✗'} it says <b>{called(texts, guess)}</b>
                {guess === label ? '' : `; right is ${called(texts, label)}`}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
