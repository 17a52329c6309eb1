/** Which other model stands beside the one that is read: a kept one, or a step of this one's past. */
import { useId } from 'react'
import { core, useSession } from '../../session/index.ts'
import { int } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import { modelName } from '../words.ts'
import css from './Compare.module.css'
import { handleOf, nameOf } from './named.ts'

interface BesidePickerProps {
  model: ModelSummary
  /** as the parameter names it */
  value: string | undefined
  onChange(next: string | undefined): void
}

/** Of a long past, this many steps are offered. */
const MOST_STEPS = 8

export function BesidePicker({ model, value, onChange }: BesidePickerProps) {
  const id = useId()
  const models = useSession((s) => s.models)
  const open = model.id
  const { value: steps } = useComputed(() => core.history(open), [open, model.step])
  const others = models.filter((each) => each.id !== open).map((each) => ({ name: each.id, words: modelName(each) }))
  const past = thinned(steps ?? [], MOST_STEPS)
    .filter((step) => step !== model.step)
    .map((step) => ({ name: nameOf({ id: open, step }, open), words: `this model at step ${int(step)}` }))
  const offered = [...others, ...past]
  const handle = value === undefined ? null : handleOf(value, open)
  const own = handle && nameOf(handle, open)
  const missing = own !== null && !offered.some(({ name }) => name === own)
  return (
    <p className={`${css.pick} no-print`}>
      <label htmlFor={id}>beside it</label>
      <select id={id} value={own ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">no other model</option>
        {missing ? <option value={own}>{own.startsWith('@') ? `this model at step ${own.slice(1)}` : own}</option> : null}
        {offered.map(({ name, words }) => (
          <option key={name} value={name}>
            {words}
          </option>
        ))}
      </select>
    </p>
  )
}

/** The first, the last, and evenly what lies between. */
function thinned(steps: readonly number[], most: number): number[] {
  if (steps.length <= most) return [...steps]
  return Array.from({ length: most }, (_, i) => steps[Math.round((i * (steps.length - 1)) / (most - 1))]!)
}
