/** Lessons, projects and single questions of the course, to be chosen; what a question asks is read when a lesson is opened here. */
import { lessons, parts } from 'virtual:lessons'
import { useState } from 'react'
import type { Body } from '../../../lesson/figures.ts'
import { lessonId } from '../../../lesson/lesson.ts'
import { Markdown } from '../../../lesson/markdown/Markdown.tsx'
import { Button } from '../../../ui/Button.tsx'
import { bodyOf, type Entry, numberOf } from '../../course/course.ts'
import css from './AssignPage.module.css'
import type { DraftItem } from './draft.ts'
import { ordered } from './order.ts'

interface ChooseProps {
  items: readonly DraftItem[]
  onItems: (items: DraftItem[]) => void
}

const isOf = (item: DraftItem, id: string): boolean => (item.kind === 'lesson' || item.kind === 'project') && item.lesson === id
const itemOf = (entry: Entry): DraftItem => ({ kind: entry.project ? 'project' : 'lesson', lesson: lessonId(entry) })

export function Choose({ items, onItems }: ChooseProps) {
  const toggle = (entries: readonly Entry[], on: boolean): void => {
    const rest = items.filter((item) => !entries.some((entry) => isOf(item, lessonId(entry))))
    // A whole lesson takes its single questions with it.
    const ids = entries.map(lessonId)
    const single = (item: DraftItem) => item.kind === 'question' && ids.includes(item.key.split('#')[0]!)
    onItems(on ? ordered([...rest.filter((item) => !single(item)), ...entries.map(itemOf)]) : rest)
  }
  return parts.map((part) => {
    const own = lessons.filter((lesson) => lesson.part === part.slug)
    if (own.length === 0) return null
    const all = own.every((entry) => items.some((item) => isOf(item, lessonId(entry))))
    return (
      <fieldset key={part.slug} className={css.part}>
        <legend>{part.title}</legend>
        <Button look="text" onClick={() => toggle(own, !all)}>
          {all ? `None of ${part.title}` : `All of ${part.title}`}
        </Button>
        {own.map((entry) => (
          <LessonChoice key={entry.slug} entry={entry} items={items} onItems={onItems} onToggle={(on) => toggle([entry], on)} />
        ))}
      </fieldset>
    )
  })
}

function LessonChoice({ entry, items, onItems, onToggle }: ChooseProps & { entry: Entry; onToggle: (on: boolean) => void }) {
  const [body, setBody] = useState<Body | null>(null)
  const [open, setOpen] = useState(false)
  const id = lessonId(entry)
  const whole = items.some((item) => isOf(item, id))
  const chosen = items.filter((item) => item.kind === 'question' && item.key.startsWith(`${id}#`)).length
  const show = (): void => {
    setOpen(!open)
    if (!body) void bodyOf(entry).then(setBody)
  }
  return (
    <>
      <label>
        <input type="checkbox" checked={whole} onChange={(event) => onToggle(event.target.checked)} />
        <span>
          {numberOf(entry)} {entry.title}
        </span>
        <span className="n cap">
          {entry.project ? 'project, ' : ''}
          {entry.minutes} min
        </span>
      </label>
      {whole || entry.checks.length === 0 ? null : (
        <Button look="text" className={css.more} aria-expanded={open} onClick={show}>
          {chosen > 0 ? `${chosen} of its ${entry.checks.length} questions` : `Only some of its ${entry.checks.length} questions`}
        </Button>
      )}
      {open && body && !whole ? (
        <fieldset className={css.questions} aria-label={`Questions of “${entry.title}”`}>
          {entry.checks.map(({ id: check }) => {
            const key = `${id}#${check}`
            const on = items.some((item) => item.kind === 'question' && item.key === key)
            return (
              <label key={key}>
                <input
                  type="checkbox"
                  checked={on}
                  onChange={() =>
                    onItems(
                      on
                        ? items.filter((item) => !(item.kind === 'question' && item.key === key))
                        : ordered([...items, { kind: 'question', key }]),
                    )
                  }
                />
                <span>
                  <Markdown inline>{promptOf(body, check)}</Markdown>
                </span>
                <span />
              </label>
            )
          })}
        </fieldset>
      ) : null}
    </>
  )
}

function promptOf({ blocks }: Body, id: string): string {
  const block = Object.values(blocks).find((each) => 'id' in each && each.id === id)
  return block && 'prompt' in block ? block.prompt : block?.kind === 'challenge' ? block.task.split('\n')[0]! : id
}
