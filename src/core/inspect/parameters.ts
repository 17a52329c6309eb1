/** A model's parameters by their names: no pass is needed to read them. */
import { CourseError } from '../errors.ts'
import type { ModelLayout } from '../model/plans.ts'
import { elements } from '../plan/plan.ts'
import { poolLargest, type Window } from '../pool.ts'
import type { Reading } from './inspector.ts'
import { nearestNames } from './names.ts'

/** @throws CourseError 'bad-argument' for an unknown name, with the nearest known ones */
export function parameterOf(layout: ModelLayout, name: string): ModelLayout['parameters'][number] {
  const parameter = layout.parameters.find((each) => each.name === name)
  if (parameter) return parameter
  const near = nearestNames(
    name,
    layout.parameters.map((each) => each.name),
  )
  throw new CourseError('bad-argument', `This model has no parameter that is called "${name}".`, `Names like it: ${near.join(', ')}.`)
}

/** Copies out of the weights [layout.size]. @throws as `parameterOf` */
export function readParameters(layout: ModelLayout, weights: Float32Array, names: readonly string[]): Reading[] {
  return names.map((name) => {
    const { shape, offset } = parameterOf(layout, name)
    return { name, shape, data: weights.slice(offset, offset + elements(shape)) }
  })
}

/**
 * A window of one parameter, pooled to at most `rows` × `columns` cells; a vector is one row. `before`, weights of the same layout, is
 * taken away first. @throws CourseError 'bad-argument' for an unknown name, a window that is not in the tensor, or cells that are none
 */
export function pooledParameter(
  layout: ModelLayout,
  weights: Float32Array,
  { name, window, rows, columns }: { name: string; window?: Window; rows: number; columns: number },
  before?: Float32Array,
): { name: string; rows: number; columns: number; data: Float32Array } {
  const { shape, offset } = parameterOf(layout, name)
  const [R, C] = shape.length === 1 ? [1, shape[0]!] : [shape[0]!, elements(shape.slice(1))]
  const asked = window ?? { rows: [0, R] as const, columns: [0, C] as const }
  const inside = ([from, to]: readonly [number, number], end: number) =>
    Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= end
  if (!inside(asked.rows, R) || !inside(asked.columns, C) || !(rows >= 1) || !(columns >= 1))
    throw new CourseError(
      'bad-argument',
      `Of "${name}", which has ${R} rows and ${C} columns, rows ${asked.rows.join(' to ')} and columns ${asked.columns.join(' to ')} are asked for, as ${rows} × ${columns} cells.`,
      'Ask for whole rows and columns that it has.',
    )
  const own = (all: Float32Array) => all.subarray(offset, offset + R * C)
  return { name, ...poolLargest(own(weights), C, asked, rows, columns, before && own(before)) }
}
