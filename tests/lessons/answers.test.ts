/** Every numeric answer of every lesson, computed again; what a lesson says is not trusted. */
import { describe, expect, it } from 'vitest'
import { compileCurriculum } from '../../src/lesson/build/curriculum.ts'
import { lessonId } from '../../src/lesson/lesson.ts'
import type { Answers } from '../support/answers.ts'
import { declared } from '../../src/widgets/declared.ts'

const files = import.meta.glob<Answers>(['./*.ts', '!./*.test.ts'], { import: 'answers', eager: true })
const computed = Object.entries(files).flatMap(([file, answers]) =>
  Object.entries(answers).map(([name, compute]) => ({ file, name, compute })),
)

const { lessons } = compileCurriculum(process.cwd(), declared)
const quizzes = lessons.flatMap((lesson) =>
  Object.values(lesson.blocks).flatMap((block) =>
    block.kind === 'numeric' ? [{ ...block, name: `${lessonId(lesson)}#${block.id}` }] : [],
  ),
)

it('each numeric quiz is computed once, and nothing else is', () => {
  expect(computed.map(({ name }) => name).sort()).toEqual(quizzes.map(({ name }) => name).sort())
})

/** A learner who computes exactly must be right, and the answer on the page must be that number as it is rounded there. */
describe.each(computed)('$name in $file', ({ name, compute }) => {
  it('is what the lesson says', async () => {
    const quiz = quizzes.find((each) => each.name === name)
    expect(quiz, 'no lesson has this numeric quiz').toBeDefined()
    const { answer, tolerance } = quiz!
    const value = await compute()
    expect(Number.isFinite(value)).toBe(true)
    expect(Math.abs(value - answer), `computed ${value}, the lesson says ${answer} ± ${tolerance}`).toBeLessThanOrEqual(tolerance + 1e-9)
  })
})
