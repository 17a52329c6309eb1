/** Under a lesson: the learner's own notes on it, and the lesson on paper. */
import { useState } from 'react'
import { useLearning } from '../../session/learning.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { TextArea } from '../../ui/Field.tsx'
import css from './LessonPage.module.css'
import { printHandout } from './printHandout.ts'

export function LessonFoot({ lesson }: { lesson: string }) {
  const text = useLearning((s) => s.notes[lesson]?.text ?? '')
  const ready = useLearning((s) => s.ready)
  const note = useLearning((s) => s.note)
  const [busy, setBusy] = useState(false)
  return (
    <div className={`wrap ${css.foot}`}>
      <div className={css.notes}>
        {ready ? (
          <Disclosure label="Your notes on this lesson" aside={text ? `${words(text)} words` : 'none yet'} open={text !== ''}>
            <TextArea
              label="Notes"
              hint="Kept in this browser as you type. Plain text."
              rows={6}
              defaultValue={text}
              onChange={(event) => note(lesson, event.target.value)}
            />
          </Disclosure>
        ) : null}
      </div>
      <Button
        look="text"
        disabled={busy}
        onClick={async () => {
          setBusy(true)
          await printHandout()
          setBusy(false)
        }}
      >
        {busy ? 'Opening the figures …' : 'Print as a handout'}
      </Button>
    </div>
  )
}

const words = (text: string): number => text.trim().split(/\s+/).length
