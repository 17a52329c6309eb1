/** A lesson of one's own: read as the course's are, with the same words for mistakes; and whatever a hostile one holds, it is not shown. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { compileLesson } from '../compile/lesson.ts'
import { sayProblem } from '../compile/problem.ts'
import { skeleton } from '../compile/skeleton.ts'
import { compileOwn, type OwnCourse } from './compileOwn.ts'
import { LIMITS } from './limits.ts'
import { nameOf } from './names.ts'

const steps = v.optional(
  v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number), v.maxValue(500, 'must be at most 500')),
)
const schemas: Record<string, v.GenericSchema<Record<string, unknown>, Record<string, unknown>>> = {
  trainer: v.strictObject({ steps }),
  writer: v.strictObject({ prompt: v.optional(v.string()) }),
}
const asked: string[] = []
const course: OwnCourse = {
  bibliography: { radford2018: { authors: 'Radford', year: 2018, title: 'GPT', venue: 'OpenAI', url: null } },
  glossary: [],
  symbols: [{ symbol: 'x', meaning: 'what goes in', in: [] }],
  parts: ['start', 'language'],
  lessons: [
    { part: 'start', slug: 'a', order: 1 },
    { part: 'start', slug: 'b', order: 5 },
    { part: 'language', slug: 'c', order: 1 },
  ],
  widgets: { trainer: { readings: { loss: 'nats' }, title: 'Trainer' }, writer: { title: 'Writer' } },
  schemaOf: async (id) => {
    asked.push(id)
    return schemas[id]!
  },
}
const START = skeleton({ part: 'start', slug: 'mine', title: 'My own lesson', order: 2 })
/** The skeleton with this before its first section. */
const having = (text: string): string => START.replace('## What you have seen', `${text}\n\n## What you have seen`)
const messages = async (source: string): Promise<string> => {
  const { lesson, problems } = await compileOwn(source, course)
  expect(lesson).toBeNull()
  return problems.map(sayProblem).join('\n')
}

describe('a lesson of one’s own', () => {
  it('begins as a new lesson of the course does, and can be shown', async () => {
    const { lesson, problems, file } = await compileOwn(START, course)
    expect(lesson).toMatchObject({ title: 'My own lesson', part: 'start', slug: 'my-own-lesson' })
    expect(problems.every(({ warning }) => warning)).toBe(true)
    expect(file).toBe('curriculum/start/my-own-lesson.md')
  })

  it('may be one for reading: without any question it is shown, and with some each objective is checked', async () => {
    const reading = START.replace(/:::quiz[\s\S]*?:::\n/, '').replace('draft: true\n', '')
    const { lesson, problems } = await compileOwn(reading, course)
    expect(lesson?.checks).toEqual([])
    const said = problems.find(({ message }) => message.startsWith('no question or challenge checks the objective "one"'))
    expect(said).toMatchObject({ warning: true, line: 9, message: expect.stringContaining('done when its reader says so') })
    const two = START.replace('    text: say', '    text: x\n  - id: two\n    text: say').replace('draft: true\n', '')
    expect(await messages(two)).toContain('no question or challenge checks the objective "two"')
  })

  it('has its mistakes said as the course’s are, at the same lines', async () => {
    const source = having('::widget{id=trainer stesp=7}\n\n::widget{id=trianer}\n\n[x](#/learn/start/z) and $y$').replace(
      'draft: true\n',
      '',
    )
    const { problems, file } = await compileOwn(source, course)
    const widgets = Object.fromEntries(Object.entries(course.widgets).map(([id, words]) => [id, { ...words, schema: schemas[id]! }]))
    const lessons = ['start/a', 'start/my-own-lesson', 'start/b', 'language/c']
    const here = compileLesson(file, source, { ...course, widgets, lessons, showSource: () => 'none' })
    expect(problems.map(sayProblem)).toEqual(here.problems.map(sayProblem))
    expect(problems.map(sayProblem).join('\n')).toMatch(/:\d+ widget "trainer" has no argument "stesp"; did you mean "steps"\?/)
  })

  it('may ask for lessons before it and not for those after it', async () => {
    const asking = (id: string): string => START.replace('sources: []', `requires: [${id}]\nsources: []`)
    expect((await compileOwn(asking('start/a'), course)).lesson).not.toBeNull()
    expect(await messages(asking('start/b'))).toMatch(/"start\/b" comes after this one/)
  })

  it('loads the arguments of the figures that it names, and of no others', async () => {
    asked.length = 0
    await compileOwn(having('The trainer is named here, and not shown.'), course)
    expect(asked).toEqual(['writer'])
  })

  it('says that sources of the repository are not at hand', async () => {
    expect(await messages(having('::source{file=src/a.ts}'))).toMatch(/put the code between three backticks/)
  })

  it('keeps its answers by its own text', () => {
    expect(nameOf('a', 'Ein Lied, für alle, die gern singen')).toEqual({ part: 'own', slug: 'ein-lied-f-r-alle-die-g-ca978112ca1bbdca' })
    expect(nameOf('b', '').slug).toBe('3e23e8160039594a')
  })
})

const quiz = (text: string): string => `:::quiz{id=evil objective=one}\ntype: short\nprompt: ${text}\naccepts: [a]\nwhy: b\nhints: [c]\n:::`
const ten = (text: string, times = 10_000): string => text.repeat(times)

describe('is not shown when it holds', () => {
  it.each([
    ['a script', '<script>alert(1)</script>', /raw HTML is not allowed/],
    ['a handler', '<img src=x onerror=alert(1)>', /raw HTML is not allowed/],
    ['HTML within a line', 'some <b onclick="alert(1)">words</b>', /raw HTML is not allowed/],
    ['HTML in a question', quiz('"<img src=x onerror=alert(1)>"'), /raw HTML is not allowed/],
    ['a remote picture', '![x](https://evil.example/x.png)', /pictures are not allowed/],
    ['a remote picture by reference', '![x][y]\n\n[y]: https://evil.example/x.png', /pictures are not allowed/],
    ['a picture in a question', quiz('"![x](https://evil.example/x.png)"'), /pictures are not allowed/],
    ['a link that runs', '[x](javascript:alert(1))', /is not a link that lessons may have/],
    ['a link that runs, in disguise', '[x](JaVaScRiPt&#58;alert(1))', /is not a link that lessons may have/],
    ['a link that runs, in a question', quiz('"[x](javascript:alert(1))"'), /is not a link that lessons may have/],
    ['a link that is a page', '[x](data:text/html,<script>alert(1)</script>)', /is not a link that lessons may have/],
    ['a link without a scheme', '[x](//evil.example)', /is not a link that lessons may have/],
    ['a link to erase', '[x](#/your-data?erase)', /dead link/],
    ['a selection of another’s', '[x](#/assigned/1jabc)', /dead link/],
    ['an unknown figure', '::widget{id=__proto__}', /unknown widget "__proto__"/],
    ['a figure’s argument that it has not', '::widget{id=trainer onload="alert(1)"}', /has no argument "onload"/],
    ['a figure’s argument out of range', '::widget{id=trainer steps=999999999}', /must be at most 500/],
    ['a block that the compiler makes', '::block{key=widget-1}', /unknown directive "::block"/],
    ['an argument of a note', ':::note{onclick="alert(1)"}\nx\n:::', /":::note" has no argument "onclick"/],
    ['a formula with a link', '$\\href{javascript:alert(1)}{x}$', /formulas may not use \\href/],
    ['a formula with a picture', '$\\includegraphics{https://evil.example/x.png}$', /formulas may not use \\includegraphics/],
    ['a formula with markup', '$\\htmlStyle{position:fixed}{x}$', /formulas may not use \\htmlStyle/],
    ['a formula that grows', '$\\def\\x{xxxxxxxxxxxxxxxx}\\x\\x\\x$', /formulas may not use \\def/],
    ['a long formula', `$${'x+'.repeat(400)}x$`, /a formula of 801 characters/],
    ['a challenge with an argument out of range', challenge('steps: 999999'), /must be at most 500/],
    ['too many figures', Array.from({ length: LIMITS.figures }, () => '::widget{id=writer}').join('\n\n'), /25 figures/],
    ['too many questions', Array.from({ length: 130 }, (_, i) => quiz('a').replace('evil', `q${i}`)).join('\n\n'), /at most 60/],
    ['too much', ten('a '), null],
    ['more than too much', ten('a ', 20_000), /at most 30,000/],
    ['quotes in quotes', ten('>'), /more than 80 marks/],
    ['lists in lists', `${ten('- ', 2000)}a`, /more than 80 marks/],
    ['brackets in brackets', ten('['), /more than 80 marks/],
    ['emphasis in emphasis', ten('*a **b _c '), /characters|marks/],
    ['braces in braces', `$${ten('{')}$`, /more than 80 marks/],
    [
      'lists that grow line by line',
      Array.from({ length: 60 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n'),
      /nested more than 24 deep/,
    ],
    ['brackets of a goal', challenge('steps: 5', `${'('.repeat(5000)}loss < 1`), /cannot read the goal|nested/],
  ])('%s', async (_, text, said) => {
    const begun = performance.now()
    if (said) expect(await messages(having(text))).toMatch(said)
    else expect((await compileOwn(having(text), course)).lesson).not.toBeNull()
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  it('and what YAML calls a function is a text', async () => {
    const { lesson } = await compileOwn(having(quiz('!!js/function "alert(1)"')), course)
    expect(lesson?.blocks['quiz-evil']).toMatchObject({ prompt: 'alert(1)' })
  })

  it('aliases that would grow to gigabytes', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`),
    ]
    expect(await messages(having(`:::quiz{id=evil objective=one}\ntype: short\n${bomb.join('\n')}\n:::`))).toMatch(/alias/i)
  })
})

function challenge(start: string, goal = 'loss < 1'): string {
  return `:::challenge{id=evil objective=one}
task: x
widget: trainer
start: { ${start} }
goal: ${goal}
hints: [x]
solution:
  params: { steps: 5 }
  words: x
:::`
}
