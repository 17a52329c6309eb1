/** Handing in: one file with everything that was done, to be saved early, and to go on from where a browser has lost it. */
import { useId, useState } from 'react'
import { core } from '../../session/index.ts'
import { learning, useLearning } from '../../session/learning.ts'
import { RECEIPT_LIMITS } from '../../teach/receipt/receipt.ts'
import { TeachError } from '../../teach/teachError.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './assigned.module.css'
import { type Assigned, placeOf } from './readAssigned.ts'
import { momentSaid } from './said.ts'

interface HandInProps {
  assigned: Assigned
  /** when something was done last, milliseconds since 1970; 0: never */
  lastAt: number
}

interface Told {
  message: string
  hint: string
  failure: boolean
}

export function HandIn({ assigned, lastAt }: HandInProps) {
  const drafts = useLearning((s) => s.drafts)
  const draft = useLearning((s) => s.draft)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told[]>([])
  const file = useId()
  const [namePlace, savedPlace] = [placeOf(assigned, 'student'), placeOf(assigned, 'saved')]
  const name = drafts[namePlace]?.draft
  const student = typeof name === 'string' ? name : ''
  const saved = drafts[savedPlace]?.at ?? null

  const tell = (error: unknown): void => {
    if (!(error instanceof TeachError)) throw error
    setTold([{ message: error.message, hint: error.hint, failure: true }])
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    setTold([])
    try {
      const { keepWords, makeReceipt } = await import('./handIn.ts')
      keepWords(assigned, learning.getState())
      const { fileName, data, left } = await makeReceipt(assigned, learning.getState(), student, core)
      download(fileName, data)
      draft(savedPlace, fileName)
      setTold(left.map((message) => ({ message, hint: 'Train it again if your instructor asks for it.', failure: false })))
    } catch (error) {
      tell(error)
    } finally {
      setBusy(false)
    }
  }
  const goOn = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return
    setTold([])
    try {
      const { goOnFrom } = await import('./handIn.ts')
      const added = await goOnFrom(chosen, assigned, learning.getState())
      setTold([
        {
          message:
            added === 0
              ? 'All that the receipt holds was here already.'
              : `What the receipt holds is here again: ${added} answers and attempts.`,
          hint: '',
          failure: false,
        },
      ])
    } catch (error) {
      tell(error)
    }
  }
  return (
    <>
      <p className={css.about}>
        The receipt is one file with your answers, guesses and results, and the models that tasks ask for. Give it to your instructor in the
        way that you agreed on. Save it early: what this browser keeps can be lost, and from the receipt you can go on.
      </p>
      <div className={css.fields}>
        <Field
          label="Your name, if your instructor wants it in the file"
          maxLength={RECEIPT_LIMITS.student}
          autoComplete="name"
          value={student}
          onChange={(event) => draft(namePlace, event.target.value)}
        />
      </div>
      <div className={`row ${css.acts}`}>
        <Button look="primary" disabled={busy || lastAt === 0} onClick={() => void save()}>
          {busy ? 'Making the receipt …' : 'Hand in: save the receipt'}
        </Button>
        <span className="cap" role="status">
          {lastAt === 0
            ? 'There is nothing to hand in yet.'
            : saved === null
              ? ''
              : lastAt > saved
                ? `You have done more since it was saved (${momentSaid(saved)}): save it again.`
                : `Saved ${momentSaid(saved)}; nothing was done since.`}
        </span>
      </div>
      {told.map(({ message, hint, failure }) => (
        <Notice key={message} kind={failure ? 'failure' : 'note'} hint={hint}>
          {message}
        </Notice>
      ))}
      <p className={css.goOn}>
        <label htmlFor={file}>Go on from a receipt that you saved:</label>
        <input
          id={file}
          type="file"
          accept=".zip"
          onChange={(event) => {
            void goOn(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </p>
    </>
  )
}
