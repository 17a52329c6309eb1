/** What the Lab is set to when a student opens it for this task; what is left open is as the Lab suggests. */
import { useEffect, useId } from 'react'
import { session, useSession } from '../../../session/index.ts'
import { Field } from '../../../ui/Field.tsx'
import { bpeSize, RANGES } from '../../lab/sizes.ts'
import css from './AssignPage.module.css'
import type { Settings } from './draft.ts'

const LAB_FIELDS = [
  ['layers', 'Layers'],
  ['heads', 'Heads'],
  ['width', 'Width'],
  ['context', 'Context'],
  ['batch', 'Batch'],
  ['steps', 'Steps'],
  ['rate', 'Learning rate'],
] as const

interface LabStartProps {
  settings: Settings
  /** the assignment's own text, which goes before the course's; null: it has none */
  ownText: string | null
  model: boolean
  onSettings: (settings: Settings) => void
  onModel: (model: boolean) => void
}

export function LabStart({ settings, ownText, model, onSettings, onModel }: LabStartProps) {
  const set = (name: string, typed: string): void => {
    const { [name]: _, ...rest } = settings
    const value = Number(typed)
    onSettings(typed.trim() === '' ? rest : { ...rest, [name]: Number.isFinite(value) ? value : typed })
  }
  return (
    <>
      <p className="cap">The Lab begins with these settings; a field that is empty is as the Lab suggests. Students may change them.</p>
      <div className={css.settings}>
        {LAB_FIELDS.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            inputMode="decimal"
            value={String(settings[name] ?? '')}
            onChange={(event) => set(name, event.target.value)}
          />
        ))}
      </div>
      <Tokens chosen={String(settings.tokenizer ?? '')} onChange={(tokenizer) => set('tokenizer', tokenizer)} />
      <Text chosen={String(settings.text ?? '')} own={ownText} onChange={(text) => set('text', text)} />
      <label className={css.check}>
        <input type="checkbox" checked={model} onChange={(event) => onModel(event.target.checked)} />
        The model is handed in, so that the gradebook can measure it again
      </label>
    </>
  )
}

const FREE = 'as the Lab suggests'
/** Where a text of a book's length gains most. */
const VOCABULARY = 1024

/** Characters, or byte pairs with a vocabulary. @param chosen as `LAB_SETTINGS` has it; empty: it is left open */
function Tokens({ chosen, onChange }: { chosen: string; onChange: (tokenizer: string) => void }) {
  const id = useId()
  const pairs = chosen.startsWith('bpe:')
  const size = bpeSize(chosen)
  const [least, most] = RANGES.vocabulary
  const wrong = pairs && !(Number.isInteger(size) && size! >= least && size! <= most)
  return (
    <>
      <div className={css.choice}>
        <label htmlFor={id}>Tokens</label>
        <select
          id={id}
          value={pairs ? 'bpe' : chosen}
          onChange={({ target }) => onChange(target.value === 'bpe' ? `bpe:${VOCABULARY}` : target.value)}
        >
          <option value="">{FREE}</option>
          <option value="char">characters</option>
          <option value="bpe">byte pairs</option>
        </select>
      </div>
      {pairs ? (
        <div className={css.settings}>
          <Field
            label="Vocabulary"
            inputMode="numeric"
            value={chosen.slice('bpe:'.length)}
            error={wrong ? `a whole number from ${least} to ${most}` : undefined}
            onChange={(event) => onChange(`bpe:${event.target.value.trim()}`)}
          />
        </div>
      ) : null}
    </>
  )
}

/** A text of the course, as the Lab lists them. */
function Text({ chosen, own, onChange }: { chosen: string; own: string | null; onChange: (text: string) => void }) {
  const id = useId()
  const texts = useSession((s) => s.texts)
  useEffect(() => {
    void session.getState().start()
  }, [])
  const bundled = texts.filter(({ ref }) => ref.kind === 'bundled')
  return (
    <div className={css.choice}>
      <label htmlFor={id}>Text</label>
      <select id={id} value={own === null ? chosen : ''} disabled={own !== null} onChange={(event) => onChange(event.target.value)}>
        <option value="">{own === null ? FREE : `“${own}”, the assignment’s own`}</option>
        {bundled.map(({ ref, title }) => (
          <option key={ref.id} value={ref.id}>
            {title}
          </option>
        ))}
        {chosen !== '' && !bundled.some(({ ref }) => ref.id === chosen) ? <option value={chosen}>{chosen}</option> : null}
      </select>
    </div>
  )
}
