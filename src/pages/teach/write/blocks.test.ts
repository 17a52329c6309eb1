/** What the page inserts is what the compiler reads: every block, and every figure with what it must be given. */
import { expect, it } from 'vitest'
import { skeleton } from '../../../lesson/compile/skeleton.ts'
import { sayProblem } from '../../../lesson/compile/problem.ts'
import { compileOwn, type OwnCourse } from '../../../lesson/own/compileOwn.ts'
import { LIMITS } from '../../../lesson/own/limits.ts'
import { declared } from '../../../widgets/declared.ts'
import { exampleOf } from '../../gallery/parameters.ts'
import { firstObjective, freeId, templates, widgetBlock } from './blocks.ts'

const course: OwnCourse = {
  bibliography: {},
  glossary: [],
  symbols: [
    { symbol: 'b', meaning: 'bits', in: [] },
    { symbol: 'p', meaning: 'a probability', in: [] },
  ],
  parts: ['start'],
  lessons: [],
  widgets: declared,
  schemaOf: async (id) => declared[id]!.schema,
}
const START = skeleton({ part: 'start', slug: 'mine', title: 'Mine', order: 1 })
const saidOf = async (source: string): Promise<string[]> => {
  const { lesson, problems } = await compileOwn(source, course)
  return lesson ? [] : problems.map(sayProblem)
}

it('blocks are read, one after another, each under a name of its own', async () => {
  let source = START
  for (const { name } of templates('', '')) {
    const block = templates(freeId(source), firstObjective(source)).find((each) => each.name === name)!
    source = `${source}\n${block.text}\n`
  }
  expect(await saidOf(source)).toEqual([])
  expect(freeId('{id=ask} {id="ask-2"}')).toBe('ask-3')
})

it('figures are read with the least that they must be given', async () => {
  const blocks = Object.entries(declared).map(([id, widget]) =>
    widgetBlock(id, Object.fromEntries(Object.entries(exampleOf(widget)).map(([name, value]) => [name, String(value)]))),
  )
  expect(blocks.length).toBeGreaterThan(50)
  for (let from = 0; from < blocks.length; from += LIMITS.figures - 1)
    expect(await saidOf(`${START}\n${blocks.slice(from, from + LIMITS.figures - 1).join('\n\n')}\n`)).toEqual([])
})

it('a figure’s texts come back as they were written', async () => {
  const given = { text: 'he said "we" & left', layer: '1' }
  const source = `${START}\n${widgetBlock('word-bag', given)}\n`
  const { lesson } = await compileOwn(source, course)
  const block = Object.values(lesson!.blocks).find((each) => each.kind === 'widget' && each.widget === 'word-bag')
  expect(block).toMatchObject({ params: { text: given.text, layer: 1 } })
})
