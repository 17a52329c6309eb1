import { slug as githubs } from 'github-slugger'
import { expect, it } from 'vitest'
import { declared } from '../widgets/declared.ts'
import { compileCurriculum } from './build/curriculum.ts'
import { slugOf } from './slug.ts'

it.each(['Which way round', 'GPT-1’s c_attn, [in, out]', 'Größe & Maß: 1 + 1 = 2', 'e.g. F₁ or 10⁻⁵', 'שלום עולם', 'a_b - c', ''])(
  'is GitHub’s: %s',
  (title) => expect(slugOf(title)).toBe(githubs(title)),
)

it('is GitHub’s for every section of the course', () => {
  const sections = compileCurriculum(process.cwd(), declared).lessons.flatMap(({ sections }) => sections)
  expect(sections.length).toBeGreaterThan(300)
  for (const { slug, title } of sections) expect(slug).toBe(githubs(title))
})
