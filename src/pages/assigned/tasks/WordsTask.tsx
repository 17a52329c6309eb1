/** A task that is answered in the student's own words, which the instructor reads. */
import { useLearning } from '../../../session/learning.ts'
import { RECEIPT_LIMITS } from '../../../teach/receipt/receipt.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { int } from '../../../ui/format.ts'
import css from './tasks.module.css'
import { wordsAt } from './words.ts'

interface WordsTaskProps {
  /** where the browser keeps what is being written */
  place: string
  /** the words of the last attempt; null: there is none */
  kept: string | null
  nth?: string
  onWords(words: string): void
}

export function WordsTask({ place, kept, nth, onWords }: WordsTaskProps) {
  const words = useLearning((s) => wordsAt(s.drafts, place, kept))
  const draft = useLearning((s) => s.draft)
  const fresh = words.trim() !== '' && words !== kept
  return (
    <>
      <TextArea
        label="Your answer"
        rows={8}
        maxLength={RECEIPT_LIMITS.words}
        value={words}
        onChange={(event) => draft(place, event.target.value)}
        hint={`${int(words.length)} of at most ${int(RECEIPT_LIMITS.words)} characters. What you write is kept as you write it.`}
      />
      <div className={`row ${css.acts}`}>
        <Button disabled={!fresh} onClick={() => onWords(words)}>
          Keep this answer
        </Button>
        <span className="cap">{fresh ? nth : kept === null ? '' : 'It is kept; your instructor marks it.'}</span>
      </div>
    </>
  )
}
