/** What is wrong with a goal that is being written, for its author to read. */
import { parseGoal, readingsIn } from '../../../goal/goal.ts'

/** null: nothing is. @param readings that the figure or the Lab declares */
export function goalFault(goal: string, readings: Readonly<Record<string, string>>): string | null {
  if (goal.trim() === '') return null
  let named: string[]
  try {
    named = readingsIn(parseGoal(goal))
  } catch (error) {
    return `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`
  }
  const unknown = named.filter((name) => !Object.hasOwn(readings, name))
  if (unknown.length > 0) {
    const known = Object.keys(readings)
    return `${unknown.map((name) => `“${name}”`).join(' and ')} is measured by nothing here; ${known.length === 0 ? 'this figure measures nothing, so take another.' : `there is ${known.join(', ')}.`}`
  }
  return named.length === 0 ? 'It compares numbers alone: name one of the readings.' : null
}
