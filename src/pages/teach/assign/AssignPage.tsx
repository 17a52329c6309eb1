/** Assign: lessons under a title, with a note, as one link. */
import { lessons, parts } from 'virtual:lessons'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { lessonId } from '../../../lesson/lesson.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { checkAssignment, LIMITS } from '../../../teach/assignment/assignment.ts'
import { toLink } from '../../../teach/assignment/link.ts'
import { numberOf } from '../../course/course.ts'
import { Page, Part } from '../../shell/Page.tsx'
import css from './AssignPage.module.css'

const INTRO =
  'Choose lessons, give them a title and a note, and hand out the link. It opens exactly those lessons, with each learner’s own progress. Everything is in the link; no server keeps it, and no account is needed.'

export function AssignPage() {
  const [title, setTitle] = useState('')
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  // In the order of the course, whatever the order of the clicks.
  const picked = lessons.filter((lesson) => chosen.includes(lessonId(lesson)))
  const toggle = (ids: readonly string[], on: boolean) =>
    setChosen(on ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !ids.includes(id)))
  const ready = title.trim() !== '' && picked.length > 0
  const code = ready ? linkTo(title, note, picked.map(lessonId)) : null
  return (
    <Page title="Assign" intro={INTRO}>
      <Part title="Lessons">
        {parts.map((part) => (
          <PartChoice key={part.slug} slug={part.slug} title={part.title} chosen={chosen} onToggle={toggle} />
        ))}
      </Part>
      <Part title="Title and note">
        <div className={css.fields}>
          <Field
            label="Title"
            maxLength={LIMITS.title}
            placeholder="Week 3: attention"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <TextArea
            label="Note"
            hint="Shown above the lessons. Plain text."
            maxLength={LIMITS.note}
            rows={4}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </Part>
      <Part title="The link">
        {code ? (
          <TheLink
            code={code}
            said={`${picked.length} ${picked.length === 1 ? 'lesson' : 'lessons'}, about ${picked.reduce((sum, { minutes }) => sum + minutes, 0)} minutes`}
          />
        ) : (
          <p className="mute">Choose at least one lesson and a title; the link appears here.</p>
        )}
      </Part>
      <Part title="Not built yet">
        <p>
          Tasks with a goal, such as “under 2.4 bits per character with at most 200,000 parameters”, and grades that come back. Until then a
          class can show what it measured in <Link href="/lab">the lab</Link>.
        </p>
      </Part>
    </Page>
  )
}

function linkTo(title: string, note: string, lessons: readonly string[]): string {
  const items = lessons.map((lesson) => ({ kind: 'lesson', lesson }))
  return toLink(checkAssignment({ title, note, items }, 'This cannot be handed out:', 'Change it, and the link comes back.')).code
}

interface PartChoiceProps {
  slug: string
  title: string
  chosen: readonly string[]
  onToggle: (ids: readonly string[], on: boolean) => void
}

function PartChoice({ slug, title, chosen, onToggle }: PartChoiceProps) {
  const own = lessons.filter((lesson) => lesson.part === slug)
  const ids = own.map(lessonId)
  if (own.length === 0) return null
  const all = ids.every((id) => chosen.includes(id))
  return (
    <fieldset className={css.part}>
      <legend>{title}</legend>
      <Button look="text" onClick={() => onToggle(ids, !all)}>
        {all ? `None of ${title}` : `All of ${title}`}
      </Button>
      {own.map((lesson) => (
        <label key={lesson.slug}>
          <input
            type="checkbox"
            checked={chosen.includes(lessonId(lesson))}
            onChange={(event) => onToggle([lessonId(lesson)], event.target.checked)}
          />
          <span>
            {numberOf(lesson)} {lesson.title}
          </span>
          <span className="n cap">{lesson.minutes} min</span>
        </label>
      ))}
    </fieldset>
  )
}

function TheLink({ code, said }: { code: string; said: string }) {
  const id = useId()
  const [copied, setCopied] = useState('')
  const link = `${location.origin}${location.pathname}#/assigned/${code}`
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link)
      setCopied(link)
    } catch {
      document.getElementById(id)?.focus() // it is selected then, and can be copied by hand
    }
  }
  return (
    <div className={css.link}>
      <label htmlFor={id} className="vh">
        The link
      </label>
      <input id={id} readOnly value={link} onFocus={(event) => event.target.select()} />
      <Button look="primary" onClick={() => void copy()}>
        Copy
      </Button>
      <p className="cap" role="status">
        {copied === link ? 'Copied. ' : ''}
        {said}; {link.length} characters. <Link href={`/assigned/${code}`}>See what learners see</Link>
      </p>
    </div>
  )
}
