import { expect, it } from 'vitest'
import { declared } from '../widgets/declared.ts'
import { compileCurriculum } from './build/curriculum.ts'
import { infoOf, rowOf } from './indexRow.ts'

it('brings every lesson of the course back as it was', () => {
  const { lessons } = compileCurriculum(process.cwd(), declared)
  expect(lessons.length).toBeGreaterThan(80)
  for (const { part, slug, title, order, minutes, objectives, project, requires, checks } of lessons) {
    const info = { part, slug, title, order, minutes, objectives: objectives.map(({ id }) => ({ id })), project, requires, checks }
    expect(infoOf(rowOf(info))).toEqual(info)
  }
})
