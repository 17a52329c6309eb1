/** What is said of a text that was read: its claim in one sentence of the learner's, which a review gives back to them. */
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { TextArea } from '../../../ui/Field.tsx'

/** Characters; a claim that needs more is not understood yet. */
const MOST = 400

interface ReadFormProps {
  text: string
  /** it was said before that it was read */
  known: boolean
  onKeep: (text: string) => void
  onRemove: () => void
  onClose: () => void
}

export function ReadForm({ text, known, onKeep, onRemove, onClose }: ReadFormProps) {
  const [words, setWords] = useState(text)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onKeep(words)
      }}
    >
      <TextArea
        label="What it claims, in one sentence of yours"
        hint="Kept in this browser. The review shows it to you after you have answered."
        rows={3}
        maxLength={MOST}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <div className="row">
        <Button type="submit" look="primary">
          {known ? 'Keep' : 'Read: ask me about it'}
        </Button>
        {known ? (
          <Button look="text" onClick={onRemove}>
            Not read after all
          </Button>
        ) : null}
        <Button look="text" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
