/** What an author is given is enough: the README's lesson uses everything there is and compiles, and a new lesson begins without mistakes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { compileCurriculum } from '../build/curriculum.ts'
import { sayProblem } from './problem.ts'
import { DIRECTIVES } from './prose.ts'
import { skeleton } from './skeleton.ts'
import { declared } from '../../widgets/declared.ts'

/** A course whose curriculum may be written to, with this repository's sources. */
const root = mkdtempSync(join(tmpdir(), 'pathway-author-'))
afterAll(() => rmSync(root, { recursive: true }))
for (const folder of ['src', 'tests']) symlinkSync(resolve(folder), join(root, folder))
mkdirSync(join(root, 'curriculum/start'), { recursive: true })
for (const file of ['parts.yaml', 'bibliography.yaml', 'glossary.yaml', 'symbols.yaml', 'start/train-a-gpt-in-a-minute.md']) {
  writeFileSync(
    join(root, 'curriculum', file),
    readFileSync(join('curriculum', file), 'utf8').replace(/^requires:.*\n(?: {2}- .*\n)*/m, ''),
  )
}

function compileAs(slug: string, source: string) {
  const file = `curriculum/start/${slug}.md`
  writeFileSync(join(root, file), source)
  const { lessons, problems } = compileCurriculum(root, declared)
  rmSync(join(root, file))
  return { lesson: lessons.find((lesson) => lesson.slug === slug)!, problems: problems.filter((problem) => problem.file === file) }
}

it('the README’s lesson uses every directive and every kind of question, and has no mistake', () => {
  const section = readFileSync('README.md', 'utf8').split('\n## How to write a lesson\n')[1]!
  const example = /^````markdown\n([\s\S]*?)^````$/m.exec(section)![1]!
  for (const name of DIRECTIVES.leaf) expect(example).toContain(`\n::${name}{`)
  for (const name of DIRECTIVES.container) expect(example).toMatch(new RegExp(`\\n:::${name}\\b`))
  const { lesson, problems } = compileAs('fair-coin', example.replace('draft: true\n', ''))
  expect(problems.filter(({ warning }) => !warning).map(sayProblem)).toEqual([])
  const kinds = new Set(Object.values(lesson.blocks).map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['challenge', 'choice', 'code', 'multiple', 'numeric', 'order', 'predict', 'short', 'source', 'widget'])
  expect(lesson.terms.map(({ id }) => id)).toContain('perplexity')
  expect(lesson.lead).toContain('([Shannon, 1948, section 6](source:shannon1948))')
})

it('a new lesson compiles with warnings only, also when it is no draft any more', () => {
  const source = skeleton({ part: 'start', slug: 'new', title: 'A "new" one: first', order: 50 })
  const { lesson, problems } = compileAs('new', source.replace('draft: true\n', ''))
  expect(lesson.title).toBe('A "new" one: first')
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.filter(({ warning }) => !warning).map(sayProblem)).toEqual([])
})

it('a draft’s mistakes are warnings', () => {
  const source = skeleton({ part: 'start', slug: 'new', title: 'New', order: 50 }).replace('::widget{id=writer}', '::widget{id=wrter}')
  const { problems } = compileAs('new', source)
  expect(problems.filter(({ message }) => message.includes('did you mean "writer"'))).toMatchObject([{ warning: true }])
  expect(problems.every(({ warning }) => warning)).toBe(true)
})

it('a project ends its part', () => {
  const source = skeleton({ part: 'start', slug: 'early', title: 'Early', order: 1 })
  const { problems } = compileAs('early', source.replace('draft: true\n', 'project: true\n'))
  expect(problems.map(({ message }) => message)).toContain('a project ends its part, but start/train-a-gpt-in-a-minute comes after it')
})
