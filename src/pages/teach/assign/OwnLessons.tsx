/** Lessons of one's own in the assignment, out of what was written here or out of files; one with a mistake is not taken. */
import { useState } from 'react'
import { Link } from 'wouter'
import { useLearning } from '../../../session/learning.ts'
import { LIMITS } from '../../../teach/assignment/assignment.ts'
import { Button } from '../../../ui/Button.tsx'
import { ChooseFiles } from '../../../ui/ChooseFiles.tsx'
import { int } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { ownEntry } from '../../assigned/own/ownEntry.ts'
import { lessonsAmong, readLessonFile, titleOf } from '../write/drafts.ts'
import css from './AssignPage.module.css'
import type { DraftItem, DraftLesson } from './draft.ts'
import { has, taking, without } from './ownLessons.ts'

interface OwnLessonsProps {
  lessons: DraftLesson[]
  items: DraftItem[]
  onLessons: (lessons: readonly DraftLesson[], items: DraftItem[]) => void
}

interface Fault {
  name: string
  message: string
  hint: string
}

export function OwnLessons({ lessons, items, onLessons }: OwnLessonsProps) {
  const drafts = useLearning((s) => s.drafts)
  const [fault, setFault] = useState<Fault | null>(null)
  const [reading, setReading] = useState(false)
  const written = lessonsAmong(drafts).filter(({ text }) => !has(lessons, text))
  const take = async (name: string, text: string): Promise<void> => {
    setFault(null)
    setReading(true)
    try {
      const { mistakeIn } = await import('../../assigned/own/compiled.ts')
      const mistake = await mistakeIn(text)
      const next = mistake ? null : taking(text, { lessons, items })
      if (mistake)
        setFault({ name, message: `line ${mistake.line}: ${mistake.message}.`, hint: 'Mend it under “Write a lesson”, and add it again.' })
      else if (next) onLessons(next.lessons, next.items)
      else setFault({ name, message: `there are ${LIMITS.ownLessons} lessons already.`, hint: 'Take one out first.' })
    } finally {
      setReading(false)
    }
  }
  const takeFile = async (file: File): Promise<void> => {
    try {
      await take(file.name, await readLessonFile(file))
    } catch (error) {
      setFault({ name: file.name, message: error instanceof Error ? error.message : String(error), hint: 'Choose a lesson’s .md file.' })
    }
  }
  return (
    <>
      {lessons.map((lesson) => {
        const { title, checks } = ownEntry(lesson) ?? { title: lesson.id, checks: [] }
        return (
          <div key={lesson.id} className={`row ${css.ownLesson}`}>
            <span>{title}</span>
            <span className="cap">
              {int(lesson.characters)} characters,
              {checks.length === 0
                ? 'no question: done when a student says at its end that it is read'
                : `${checks.length} ${checks.length === 1 ? 'question' : 'questions'}`}
            </span>
            <Button
              look="text"
              onClick={() => {
                const next = without(lesson.id, { lessons, items })
                onLessons(next.lessons, next.items)
              }}
            >
              Take “{title}” out
            </Button>
          </div>
        )
      })}
      {written.length > 0 ? (
        <p className={`row ${css.drafts}`}>
          <span className="cap">Written here:</span>
          {written.slice(0, 12).map(({ name, text }) => (
            <Button key={name} disabled={reading} onClick={() => void take(titleOf(text), text)}>
              Add “{titleOf(text)}”
            </Button>
          ))}
        </p>
      ) : null}
      <div className="row">
        <ChooseFiles
          label="Add a lesson’s file"
          accept=".md,.markdown,.txt,text/markdown,text/plain"
          onFiles={([file]) => void takeFile(file!.data)}
        />
        <span className="cap">
          As it is now: what you change later under <Link href="/teach/write">Write a lesson</Link> is added anew.
        </span>
      </div>
      {fault ? (
        <Notice kind="failure" where={`“${fault.name}”`} hint={fault.hint} onDismiss={() => setFault(null)}>
          {fault.message}
        </Notice>
      ) : null}
    </>
  )
}
