/** A model's parameters by their names: no pass is needed to read them. */
import { CourseError } from '../errors.ts'
import type { ModelLayout } from '../model/plans.ts'
import { elements } from '../plan/plan.ts'
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
