/** One model trained again from its seed, where its numbers are in doubt; a whole class is the command line's. */
import { useId, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { RETRAIN_SECONDS, retrainable, retrainOne, useBook } from './book.ts'
import css from './GradebookPage.module.css'

/** All models of a class, over a night. */
const COMMAND = `npm run -s gpt -- grade --assignment FILE --submissions DIR --held-out TEXT --out grades.csv --retrain ${RETRAIN_SECONDS}`

export function Retraining() {
  const id = useId()
  const { rows, measuring } = useBook()
  const [chosen, setChosen] = useState<string | null>(null)
  const these = retrainable()
  const now = these.find((each) => each.id === chosen) ?? these[0]
  const outcome = now && rows.find(({ student }) => student.name === now.student)?.outcomes.get(now.item)
  const said = outcome?.kind === 'graded' ? outcome.graded.retrained?.said : outcome?.kind === 'timed out' ? 'It took too long.' : null
  return (
    <Disclosure label="Train a model again from its seed">
      <p className={css.prose}>
        On a device of the same kind the same seed, settings and text give the same numbers, to the bit: that proves how it was trained.
        That they differ proves nothing, for another device rounds otherwise: the page trains on the CPU. All of a class are trained again
        by <code className={css.command}>{COMMAND}</code>
      </p>
      {now ? (
        <div className={`row ${css.acts}`}>
          <label htmlFor={id}>Model</label>
          <select id={id} value={now.id} onChange={(event) => setChosen(event.target.value)}>
            {these.map((each) => (
              <option key={each.id} value={each.id}>
                {each.student}, {each.item}
              </option>
            ))}
          </select>
          <Button disabled={measuring !== null} onClick={() => void retrainOne(now.id)}>
            {measuring ? 'Training …' : 'Train it again'}
          </Button>
          <span role="status">{measuring ? '' : (said ?? `At most ${RETRAIN_SECONDS / 60} minutes.`)}</span>
        </div>
      ) : (
        <p className={css.prose}>
          Here it cannot be done: the text that students trained on is not with this assignment. One of your own is in the assignment’s
          file, and in its link where it is short; the course’s texts are not trained on again.
        </p>
      )}
    </Disclosure>
  )
}
