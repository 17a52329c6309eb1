/** What counts and until when: pass mark, attempts, due date, seed, and a text of one's own. */
import { useState } from 'react'
import { type OwnText, readOwnText } from '../../../teach/assignment/ownText.ts'
import { TeachError } from '../../../teach/teachError.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { int } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import css from './AssignPage.module.css'
import type { Draft } from './draft.ts'
import { localOf, withZone } from './due.ts'

interface RulesProps {
  draft: Draft
  text: OwnText | null
  onDraft: (change: Partial<Draft>) => void
  onText: (text: OwnText | null) => void
}

const NUMBERS = [
  { name: 'passMark', label: 'Pass mark, %', without: 'none' },
  { name: 'attempts', label: 'Attempts', without: 'any number' },
  { name: 'seed', label: 'Seed of runs', without: 'students’ own' },
] as const

export function Rules({ draft, text, onDraft, onText }: RulesProps) {
  const [fault, setFault] = useState<TeachError | null>(null)
  const whole = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))
  const read = async (file: File): Promise<void> => {
    try {
      const text = await readOwnText(file)
      setFault(null)
      onText(text)
    } catch (error) {
      if (!(error instanceof TeachError)) throw error
      setFault(error)
    }
  }
  return (
    <div className={css.fields}>
      <div className={css.settings}>
        {NUMBERS.map(({ name, label, without }) => (
          <Field
            key={name}
            label={label}
            inputMode="numeric"
            placeholder={without}
            value={draft[name] ?? ''}
            onChange={(event) => onDraft({ [name]: whole(event.target.value) })}
          />
        ))}
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
              if (file) void read(file)
              event.target.value = ''
            }}
          />
        </label>
        {fault ? (
          <Notice kind="failure" where="The text" hint={fault.hint}>
            {fault.message}
          </Notice>
        ) : null}
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
