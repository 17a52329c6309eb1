/** What counts and until when: pass mark, attempts, due date, seed, and a text of one's own. */
import { LIMITS } from '../../../teach/assignment/assignment.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { int } from '../../../ui/format.ts'
import css from './AssignPage.module.css'
import type { Draft, OwnText } from './draft.ts'
import { localOf, withZone } from './due.ts'

interface RulesProps {
  draft: Draft
  text: OwnText | null
  onDraft: (change: Partial<Draft>) => void
  onText: (text: OwnText | null) => void
}

export function Rules({ draft, text, onDraft, onText }: RulesProps) {
  const whole = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))
  return (
    <div className={css.fields}>
      <div className={css.settings}>
        <Field
          label="Pass mark, %"
          inputMode="numeric"
          placeholder="none"
          value={draft.passMark ?? ''}
          onChange={(event) => onDraft({ passMark: whole(event.target.value) })}
        />
        <Field
          label="Attempts"
          inputMode="numeric"
          placeholder="any number"
          value={draft.attempts ?? ''}
          onChange={(event) => onDraft({ attempts: whole(event.target.value) })}
        />
        <Field
          label="Seed of runs"
          inputMode="numeric"
          placeholder="students’ own"
          value={draft.seed ?? ''}
          onChange={(event) => onDraft({ seed: whole(event.target.value) })}
        />
      </div>
      <div className={css.due}>
        <Field
          label="Due"
          type="datetime-local"
          value={localOf(draft.due ?? null)}
          onChange={(event) => onDraft({ due: withZone(event.target.value) })}
        />
      </div>
      <div>
        <label className={css.file}>
          A text of your own, which tasks in the Lab train on
          <input
            type="file"
            accept=".txt,text/plain"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file)
                void file.text().then((content) => onText({ name: file.name.replace(/\.txt$/i, '').slice(0, LIMITS.textName), content }))
              event.target.value = ''
            }}
          />
        </label>
        {text ? (
          <p className="row">
            <span className="cap">
              “{text.name}”, {int(text.content.length)} characters
            </span>
            <Button look="text" onClick={() => onText(null)}>
              Without it
            </Button>
          </p>
        ) : null}
      </div>
    </div>
  )
}
