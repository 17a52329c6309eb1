/** Every challenge of the course, graded as the page grades it: its solution reaches the goal, and its starting point does not. */
import { describe, expect, it } from 'vitest'
import { holds, readingsIn } from '../../src/goal/goal.ts'
import { compileCurriculum } from '../../src/lesson/build/curriculum.ts'
import { lessonId } from '../../src/lesson/lesson.ts'
import { canMeasure, measure } from '../../src/widgets/frame/measure.ts'
import { declared } from '../../src/widgets/declared.ts'
import type { Params } from '../../src/widgets/frame/params.ts'
import { openWorld } from '../support/world.ts'

const challenges = compileCurriculum(process.cwd(), declared).lessons.flatMap((lesson) =>
  Object.values(lesson.blocks).flatMap((block) =>
    block.kind === 'challenge' ? [{ ...block, name: `${lessonId(lesson)}#${block.id}` }] : [],
  ),
)

it('the course has challenges', () => expect(challenges.length).toBeGreaterThan(0))

describe.each(challenges)('$name', ({ name, widget, start, solution, goal }) => {
  it('can be measured', () => expect(canMeasure(declared[widget]!)).toBe(true))

  it.each([
    ['its solution reaches the goal', { ...start, ...solution.params }, true],
    ['its start does not', start, false],
  ])('%s', async (what, params, reached) => {
    // A figure that names the model of the small world reads that one, whichever is open.
    const world = await openWorld({ folder: (params as Params).model === 'world' ? 'world' : 'first' })
    const before = performance.now()
    const readings = await measure(declared[widget]!, params, world)
    console.log(`${name}: ${what}: ${((performance.now() - before) / 1000).toFixed(1)} s, ${JSON.stringify(readings)}`)
    // A reading that is missing would let the start fail for the wrong reason.
    expect(Object.keys(readings)).toEqual(expect.arrayContaining(readingsIn(goal)))
    expect(Object.keys(declared[widget]!.readings ?? {})).toEqual(expect.arrayContaining(Object.keys(readings)))
    for (const [reading, value] of Object.entries(readings)) expect(Number.isFinite(value), `${reading} is ${value}`).toBe(true)
    expect(holds(goal, readings)).toBe(reached)
  })
})
