/** The same figure of another model: its value for the same parameters, brought to what that model has. */
import type { PlainError } from '../../core/errors.ts'
import { handleOf } from '../../instruments/compare/named.ts'
import { useComputed } from '../../instruments/computed.ts'
import { type ReadModel, useNamedModel } from '../../instruments/model.ts'
import { core } from '../../session/index.ts'
import type { Needs, Readings, Widget, World } from './define.ts'
import { hearing, NOTHING } from './hearing.ts'
import { type Params, pick } from './params.ts'

export interface Beside<Value> {
  read: ReadModel
  /** null until it is there */
  value: Value | null
  readings: Readings | null
  /** what of the texts that were read for the value this model does not know, in sentences */
  unknown: readonly string[]
  error: PlainError | null
}

/** @param name as the parameter `beside` has it @param open the model that the learner has open; null: nothing is to be computed */
export function useBeside<P, Value, Progress, N extends Needs>(
  widget: Widget<P, Value, Progress, N>,
  name: unknown,
  all: P,
  open: ReadModel | null,
): Beside<Value> | null {
  const handle = widget.compares && typeof name === 'string' ? handleOf(name, open?.model?.id ?? null) : null
  const { read, error } = useNamedModel(handle, [open?.version])
  const { compute } = widget
  const params = read.model ? { ...all, ...widget.fit?.(all, read.model) } : all
  const inputs = pick(params as Params, widget.inputs) as P
  const { model } = read
  const reading = async (signal: AbortSignal) => {
    const { core: heard, unknown } = hearing(core)
    return { value: await compute!(inputs, { core: heard, model, handle, signal } as World<N>), unknown: unknown() }
  }
  const asked = useComputed(compute && open && model ? reading : null, [
    JSON.stringify(inputs),
    read.version,
    model !== null && open !== null,
  ])
  if (!handle) return null
  const { value, unknown } = (model && asked.value) || { value: null, unknown: NOTHING }
  const readings = value === null ? null : (widget.readingsOf?.(value, params) ?? null)
  return { read, value, readings, unknown, error: error ?? asked.error }
}
