/** Assign: what a class is asked to do, tried at once, and handed out as one link, sheet or file. All of it is in them; no server keeps it. */
import { useMemo } from 'react'
import { useLearning } from '../../../session/learning.ts'
import { type Assignment, LIMITS, OWN, ownTextOf } from '../../../teach/assignment/assignment.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { ownEntry } from '../../assigned/own/ownEntry.ts'
import { entryOf } from '../../course/course.ts'
import { readLabSettings } from '../../lab/labSettings.ts'
import { Page, Part } from '../../shell/Page.tsx'
import css from './AssignPage.module.css'
import { Choose } from './Choose.tsx'
import { type DraftItem, type DraftTask, EMPTY, finished, useDraft } from './draft.ts'
import { goalFault } from './goalFault.ts'
import { HandOut } from './HandOut.tsx'
import { OwnLessons } from './OwnLessons.tsx'
import { Points } from './Points.tsx'
import { Rules } from './Rules.tsx'
import { TaskEditor } from './TaskEditor.tsx'
import { readingsOf } from './readingsOf.ts'

const INTRO =
  'Choose lessons, single questions and projects, add tasks of your own, and hand out the link. Everything is in it; no server keeps anything, and no account is needed. What you write here stays in this browser.'

export function AssignPage() {
  const ready = useLearning((s) => s.ready)
  return (
    <Page title="Assign" intro={INTRO}>
      {ready ? <Room /> : <p className="mute">Opening your drafts …</p>}
    </Page>
  )
}

function Room() {
  const { draft, text, lessons, others, change, setText, setLessons, open, remove } = useDraft()
  const { items } = draft
  const done = useMemo(() => finished(draft, text, lessons), [draft, text, lessons])
  const setItems = (next: DraftItem[]): void => change({ items: next })
  const setTask = (id: string, task: DraftTask | null): void =>
    setItems(items.flatMap((item) => (item.kind === 'task' && item.id === id ? (task ?? []) : item)))
  const tasks = items.filter((item) => item.kind === 'task')
  const rules: Pick<Assignment, 'text' | 'seed'> = {
    text: text && text.content !== '' ? ownTextOf(text.name, text.content) : null,
    seed: typeof draft.seed === 'number' ? draft.seed : null,
  }
  const faulty = tasks.find(({ goal, where }) => goalFault(goal ?? '', readingsOf(where)) !== null)
  const unset = tasks.find(({ where }) => where.kind === 'lab' && readLabSettings(where.settings ?? {}).left.length > 0)
  return (
    <>
      {others.length > 0 || draft !== EMPTY ? (
        <div className={`row ${css.drafts}`}>
          {others.slice(0, 5).map(({ id, title }) => (
            <Button key={id} look="text" onClick={() => open(id)}>
              {title.trim() || 'Without a title'}
            </Button>
          ))}
          <Button onClick={() => open(null)}>New assignment</Button>
          {draft === EMPTY ? null : (
            <Button look="text" onClick={remove}>
              Discard this one
            </Button>
          )}
        </div>
      ) : null}
      <div className={css.screen}>
        <Part title="Title and note">
          <div className={css.fields}>
            <Field
              label="Title"
              maxLength={LIMITS.title}
              placeholder="Week 3: attention"
              value={draft.title}
              onChange={(event) => change({ title: event.target.value })}
            />
            <TextArea
              label="Note"
              hint="Shown above what is to be done. Plain text."
              maxLength={LIMITS.note}
              rows={4}
              value={draft.note ?? ''}
              onChange={(event) => change({ note: event.target.value })}
            />
          </div>
        </Part>
        <Part title="From the course">
          <Choose items={items} onItems={setItems} />
        </Part>
        <Part title="Lessons of your own">
          <OwnLessons lessons={lessons} items={items} onLessons={setLessons} />
        </Part>
        <Part title="Tasks of your own">
          {tasks.map((task) => (
            <TaskEditor
              key={task.id}
              task={task}
              rules={rules}
              onTask={(next) => setTask(task.id, next)}
              onRemove={() => setTask(task.id, null)}
            />
          ))}
          <Button onClick={() => setItems([...items, freshTask(items)])}>Add a task</Button>
        </Part>
        <Part title="What counts">
          <Rules draft={draft} text={text} onDraft={change} onText={setText} />
          <Points items={items} lessons={lessons} onItems={setItems} />
        </Part>
      </div>
      <Part title="Hand out">
        {typeof done === 'string' ? (
          <p className="mute">It cannot be handed out yet: {done}.</p>
        ) : faulty ? (
          <p className="mute">It cannot be handed out yet: the goal of “{faulty.title}” has a mistake.</p>
        ) : unset ? (
          <p className="mute">It cannot be handed out yet: the Lab cannot begin as “{unset.title}” says.</p>
        ) : (
          <HandOut assignment={done} minutes={minutesOf(done)} />
        )}
      </Part>
    </>
  )
}

function freshTask(items: readonly DraftItem[]): DraftTask {
  const taken = new Set(items.flatMap((item) => (item.kind === 'task' ? item.id : [])))
  let n = 1
  while (taken.has(`task-${n}`)) n++
  return { kind: 'task', id: `task-${n}`, title: '', where: { kind: 'lab', settings: {} }, model: true }
}

const minutesOf = ({ items, lessons }: Assignment): number => {
  const own = new Map(lessons.map((lesson) => [`${OWN}/${lesson.id}`, ownEntry(lesson)?.minutes]))
  const of = (lesson: string): number => entryOf(lesson)?.minutes ?? own.get(lesson) ?? 0
  return items.reduce((sum, item) => sum + (item.kind === 'lesson' || item.kind === 'project' ? of(item.lesson) : 0), 0)
}
