/** Every challenge of the course, graded as the page grades it: its solution reaches the goal, and its starting point does not. */
import { describe, expect, it } from 'vitest'
import { holds, readingsIn } from '../../src/goal/goal.ts'
import { compileCurriculum } from '../../src/lesson/build/curriculum.ts'
import { lessonId } from '../../src/lesson/lesson.ts'
import type { Readings } from '../../src/widgets/frame/define.ts'
import { canMeasure, measure } from '../../src/widgets/frame/measure.ts'
import { declared } from '../../src/widgets/declared.ts'
import type { Params } from '../../src/widgets/frame/params.ts'
import { openWorld } from '../support/world.ts'

const challenges = compileCurriculum(process.cwd(), declared).lessons.flatMap((lesson) =>
  Object.values(lesson.blocks).flatMap((block) =>
    block.kind === 'challenge' ? [{ ...block, name: `${lessonId(lesson)}#${block.id}` }] : [],
  ),
)

/** What was measured already: two challenges may ask for the same run, and equal parameters give equal readings. */
const measured = new Map<string, Promise<Readings>>()

async function readingsOf(id: string, params: Params): Promise<Readings> {
  const widget = declared[id]!
  const all = Object.entries({ ...widget.defaults, ...params }).sort(([a], [b]) => (a < b ? -1 : 1))
  const key = JSON.stringify([id, all])
  const known = measured.get(key)
  if (known) return known
  // A figure that names the model of the small world reads that one, whichever is open.
  const world = await openWorld({ folder: params.model === 'world' ? 'world' : 'first' })
  const readings = measure(widget, params, world)
  measured.set(key, readings)
  return readings
}

it('the course has challenges', () => expect(challenges.length).toBeGreaterThan(0))

describe.each(challenges)('$name', ({ name, widget, start, solution, goal }) => {
  it('can be measured', () => expect(canMeasure(declared[widget]!)).toBe(true))

  it.each([
    ['its solution reaches the goal', { ...start, ...solution.params }, true],
    ['its start does not', start, false],
  ])(
    '%s',
    async (what, params, reached) => {
      const before = performance.now()
      const readings = await readingsOf(widget, params)
      console.log(`${name}: ${what}: ${((performance.now() - before) / 1000).toFixed(1)} s, ${JSON.stringify(readings)}`)
      // A reading that is missing would let the start fail for the wrong reason.
      expect(Object.keys(readings)).toEqual(expect.arrayContaining(readingsIn(goal)))
      expect(Object.keys(declared[widget]!.readings ?? {})).toEqual(expect.arrayContaining(Object.keys(readings)))
      for (const [reading, value] of Object.entries(readings)) expect(Number.isFinite(value), `${reading} is ${value}`).toBe(true)
      expect(holds(goal, readings)).toBe(reached)
      // Some train for most of a minute where nothing else runs.
    },
    180_000,
  )
})
