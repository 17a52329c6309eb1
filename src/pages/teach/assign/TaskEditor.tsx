/** A task of one's own: where it is done, how it begins, what is to be reached, and the same thing to be tried at once. */
import { useId, useState } from 'react'
import { type Assignment, faultOf, type Task } from '../../../teach/assignment/assignment.ts'
import { ITEM_LIMITS } from '../../../teach/assignment/items.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { LabTask } from '../../assigned/tasks/LabTask.tsx'
import { WidgetTask } from '../../assigned/tasks/WidgetTask.tsx'
import css from './AssignPage.module.css'
import type { DraftTask } from './draft.ts'
import { FIGURES, FigureChoice } from './FigureChoice.tsx'
import { FigureStart } from './FigureStart.tsx'
import { goalFault } from './goalFault.ts'
import { LabStart } from './LabStart.tsx'
import { readingsOf } from './readingsOf.ts'

interface TaskEditorProps {
  task: DraftTask
  /** what a task in the Lab begins with besides its own settings */
  rules: Pick<Assignment, 'text' | 'seed'>
  onTask: (task: DraftTask) => void
  onRemove: () => void
}

const PLACES = { lab: 'in the Lab', widget: 'in a figure', words: 'in the student’s own words' } as const

export function TaskEditor({ task, rules, onTask, onRemove }: TaskEditorProps) {
  const place = useId()
  const [tried, setTried] = useState(false)
  const { where } = task
  const readings = readingsOf(where)
  const fault = where.kind === 'words' ? null : goalFault(task.goal ?? '', readings)
  const invalid = faultOf({ title: 'x', items: [task] })
  const move = (kind: keyof typeof PLACES): void => {
    const { goal: _, model: __, ...rest } = task
    const to = kind === 'lab' ? { kind, settings: {} } : kind === 'widget' ? { kind, widget: FIGURES[0]!.id, params: {} } : { kind }
    setTried(false)
    onTask({ ...rest, where: to, ...(kind === 'lab' && { model: true }) })
  }
  const whole: Task = { text: '', goal: '', model: false, points: 1, ...task, where: wholeOf(where) }
  return (
    <fieldset className={css.taskEditor}>
      <legend className="vh">{task.title || 'A task'}</legend>
      <div className={css.fields}>
        <Field
          label="Task"
          placeholder="Small and good"
          maxLength={ITEM_LIMITS.title}
          value={task.title}
          onChange={(event) => onTask({ ...task, title: event.target.value })}
        />
        <TextArea
          label="What is to be done"
          hint="Markdown, without HTML."
          rows={3}
          maxLength={ITEM_LIMITS.text}
          value={task.text ?? ''}
          onChange={(event) => onTask({ ...task, text: event.target.value })}
        />
        <div className={css.choice}>
          <label htmlFor={place}>Done</label>
          <select id={place} value={where.kind} onChange={(event) => move(event.target.value as keyof typeof PLACES)}>
            {Object.entries(PLACES).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {where.kind === 'widget' ? (
          <>
            <FigureChoice
              widget={where.widget}
              settled={(task.goal ?? '') !== ''}
              onWidget={(widget) => onTask({ ...task, goal: '', where: { kind: 'widget', widget, params: {} } })}
            />
            <FigureStart
              key={where.widget}
              widget={where.widget}
              params={where.params ?? {}}
              onParams={(params) => onTask({ ...task, where: { ...where, params } })}
            />
          </>
        ) : null}
        {where.kind === 'lab' ? (
          <LabStart
            settings={where.settings ?? {}}
            ownText={rules.text?.name ?? null}
            model={task.model ?? false}
            onSettings={(settings) => onTask({ ...task, where: { kind: 'lab', settings } })}
            onModel={(model) => onTask({ ...task, model })}
          />
        ) : null}
        {where.kind === 'words' ? null : (
          <div>
            <Field
              label="Goal"
              spellCheck={false}
              placeholder={where.kind === 'lab' ? 'bitsPerCharacter <= 2.4 and parameters <= 200_000' : 'largest >= 0.9'}
              maxLength={ITEM_LIMITS.goal}
              error={fault ?? undefined}
              hint="Readings and numbers with < <= > >= = !=, + - * /, brackets, and, or."
              value={task.goal ?? ''}
              onChange={(event) => onTask({ ...task, goal: event.target.value })}
            />
            <ul className={css.readings} aria-label="Readings">
              {Object.entries(readings).map(([name, means]) => (
                <li key={name}>
                  <Button look="text" onClick={() => onTask({ ...task, goal: `${task.goal ?? ''}${task.goal ? ' ' : ''}${name}` })}>
                    {name}
                  </Button>{' '}
                  <span className="cap">{means}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div className={`row ${css.acts}`}>
        {where.kind === 'words' ? null : (
          <Button disabled={fault !== null || invalid !== null} aria-expanded={tried} onClick={() => setTried(!tried)}>
            {tried ? 'Close the trial' : 'Try it as a student has it'}
          </Button>
        )}
        <Button look="text" onClick={onRemove}>
          Remove this task
        </Button>
      </div>
      {tried && !fault && !invalid ? (
        <div className={css.trial}>
          {whole.where.kind === 'widget' ? (
            <WidgetTask key={JSON.stringify(whole.where)} task={whole} where={whole.where} />
          ) : whole.where.kind === 'lab' ? (
            <LabTask task={whole} where={whole.where} assignment={rules} from={{ back: '/teach', of: 'the Assign page' }} />
          ) : null}
        </div>
      ) : null}
    </fieldset>
  )
}

const wholeOf = (where: DraftTask['where']): Task['where'] =>
  where.kind === 'widget' ? { params: {}, ...where } : where.kind === 'lab' ? { settings: {}, ...where } : where
