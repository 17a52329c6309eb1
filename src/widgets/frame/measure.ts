/** A widget's numbers without its face: what challenges' solutions and the tests are measured by. */
import { handleOf } from '../../instruments/compare/named.ts'
import type { AnyWidget, MeasuredWorld, Readings } from './define.ts'
import { cutTo, type Params, pick } from './params.ts'

/** Whether it has numbers at all. */
export const canMeasure = ({ measure, readingsOf }: AnyWidget): boolean => Boolean(measure ?? readingsOf)

/**
 * Computes as the page does, with the same functions. Deterministic: equal parameters in an equal world give equal readings.
 * A text or a model that nobody names is the world's.
 */
export async function measure(widget: AnyWidget, given: Params, world: MeasuredWorld): Promise<Readings> {
  const { core, text } = world
  // What asks the core for nothing may call something else a model.
  const named = widget.needs !== 'nothing' && typeof given.model === 'string' ? handleOf(given.model, world.model.id) : null
  const handle = named ?? world.handle
  const model = named ? await core.describe(named) : world.model
  const ofWorld = widget.entries.text ? { text: cutTo(widget.entries.text, text) } : {}
  const all = { ...widget.defaults, ...ofWorld, ...given }
  const params = { ...all, ...widget.fit?.(all, model) }
  if (widget.measure) return widget.measure(params, { ...world, model, handle })
  const around = { core, model, handle, signal: new AbortController().signal }
  const inputs = pick(params, widget.inputs)
  const first = widget.derive?.(inputs) ?? (await widget.compute?.(inputs, around)) ?? null
  const value = widget.run ? await widget.run(params, around, () => {}, first) : first
  return widget.readingsOf?.(value, params) ?? {}
}
