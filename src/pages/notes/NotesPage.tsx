/** All notes, by lesson, in the order of the course. */
import { lessons } from 'virtual:lessons'
import { Link } from 'wouter'
import { lessonId } from '../../lesson/lesson.ts'
import { useLearning } from '../../session/learning.ts'
import { TextArea } from '../../ui/Field.tsx'
import { hrefOf, numberOf } from '../course/course.ts'
import { Page } from '../shell/Page.tsx'
import css from './NotesPage.module.css'

export function NotesPage() {
  const ready = useLearning((s) => s.ready)
  return (
    <Page title="Notes" intro="What you wrote down, lesson by lesson. It is kept in this browser as you type; “Your data” exports it.">
      {ready ? <Notes /> : null}
    </Page>
  )
}

function Notes() {
  const notes = useLearning((s) => s.notes)
  const note = useLearning((s) => s.note)
  const order = lessons.map(lessonId)
  const ids = [...order.filter((id) => notes[id]), ...Object.keys(notes).filter((id) => !order.includes(id))]
  if (ids.length === 0) {
    return (
      <p className={css.empty}>
        No notes yet. Each of <Link href="/learn">the lessons</Link> has a place for them at its end.
      </p>
    )
  }
  return (
    <ul className={css.notes}>
      {ids.map((id) => {
        const entry = lessons[order.indexOf(id)]
        return (
          <li key={id}>
            <h2>{entry ? <Link href={hrefOf(entry)}>{`${numberOf(entry)} ${entry.title}`}</Link> : id}</h2>
            <TextArea
              label={`Notes on ${entry?.title ?? id}`}
              rows={Math.min(16, (notes[id]?.text.split('\n').length ?? 1) + 1)}
              defaultValue={notes[id]?.text}
              // Emptied fields stay until the page is left, so that nothing jumps while one types.
              onBlur={(event) => note(id, event.target.value)}
              onChange={(event) => event.target.value.trim() && note(id, event.target.value)}
            />
          </li>
        )
      })}
    </ul>
  )
}
