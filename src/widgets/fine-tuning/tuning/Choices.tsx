/** What is tuned, and for what: two lists and, folded away, the numbers. */
import { type ReactNode, useId } from 'react'
import { isOwn, type TaskChoice, TASKS } from '../../../instruments/tuning/tasks.ts'
import { modelName } from '../../../instruments/words.ts'
import type { ModelSummary } from '../../../worker/protocol.ts'
import css from './Tuning.module.css'

interface ChoicesProps {
  base: ModelSummary | null
  models: readonly ModelSummary[]
  task: TaskChoice
  disabled: boolean
  from: 'base' | 'nothing'
  onBase: (id: string) => void
  onFrom: (from: 'base' | 'nothing') => void
  onTask: (task: TaskChoice) => void
  children: ReactNode
}

export function Choices({ base, models, task, from, disabled, onBase, onFrom, onTask, children }: ChoicesProps) {
  const id = useId()
  const bases = models.filter(({ kind }) => kind !== 'classifier')
  const offered = base && !bases.some((model) => model.id === base.id) ? [base, ...bases] : bases
  return (
    <div className={css.setup}>
      <div className={css.choices}>
        <p>
          <label htmlFor={`${id}-base`}>base</label>
          <select id={`${id}-base`} value={base?.id ?? ''} disabled={disabled || !base} onChange={(event) => onBase(event.target.value)}>
            {base ? null : <option value="">opening …</option>}
            {offered.map((model) => (
              <option key={model.id} value={model.id}>
                {modelName(model)}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label htmlFor={`${id}-from`}>begins with</label>
          <select
            id={`${id}-from`}
            value={from}
            disabled={disabled}
            onChange={(event) => onFrom(event.target.value === 'nothing' ? 'nothing' : 'base')}
          >
            <option value="base">its weights</option>
            <option value="nothing">new weights, its twin from nothing</option>
          </select>
        </p>
        <p>
          <label htmlFor={`${id}-task`}>task</label>
          <select id={`${id}-task`} value={task} disabled={disabled} onChange={(event) => onTask(event.target.value as TaskChoice)}>
            {TASKS.map(({ value, name, says }) => (
              <option key={value} value={value}>
                {isOwn(value) ? says : `${name}: ${says}`}
              </option>
            ))}
          </select>
        </p>
      </div>
      {children}
    </div>
  )
}
