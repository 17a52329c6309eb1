/** Every mistake an author can make is said with its file, its line and the likely intention. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { SourceBlock } from '../lesson.ts'
import { compileCurriculum } from '../build/curriculum.ts'
import { sourcesOf } from '../build/source.ts'
import { compileLesson, type Course } from './lesson.ts'
import { isMistake, sayProblem } from './problem.ts'
import { declared } from '../../widgets/declared.ts'
import { meaningIn, tableProblems } from './symbols.ts'

const repository = {
  read: (file: string) =>
    file === 'src/a.ts' ? 'const b = 1\n\n/** Adds one. */\nexport function plus(x: number) {\n  return x + b\n}\n' : null,
  files: () => ['src/a.ts'],
}
const count = v.optional(v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number)))
const course: Course = {
  widgets: {
    trainer: { schema: v.strictObject({}) },
    counter: { schema: v.strictObject({ to: count }), readings: { counted: 'how far it has counted', parity: '0 for even' } },
    writer: { schema: v.strictObject({ prompt: v.optional(v.string()) }) },
    'live-number': { schema: v.strictObject({ show: v.picklist(['parameters', 'step']) }) },
  },
  showSource: sourcesOf(repository),
  bibliography: { radford2018: { authors: 'Radford', year: 2018, title: 'GPT', venue: 'OpenAI', url: null } },
  glossary: [],
  symbols: [
    { symbol: 'x', meaning: 'what goes in', in: [] },
    { symbol: 'x', meaning: 'something else', in: ['start/y'] },
    { symbol: '\\alpha', meaning: 'an attention weight', in: ['start'] },
    { symbol: 'q', meaning: 'a query', in: ['start/y'] },
  ],
  parts: ['start'],
  lessons: ['start/y', 'start/x', 'start/z'],
}

const HEAD = `---
title: X
question: Why?
summary: A lesson.
part: start
order: 1
minutes: 5
objectives:
  - id: one
    text: do it
requires: [start/y]
sources:
  - radford2018 section 3.1
---
`
const CHALLENGE = `:::challenge{id=do objective=one}
task: Do it.
widget: counter
start: { to: 1 }
goal: counted > 2
hints: [Go on.]
solution:
  params: { to: 3 }
  words: Three is more than two.
:::
`

const compiled = (body: string, head = HEAD) => compileLesson('curriculum/start/x.md', `${head}${body}\n\n${CHALLENGE}`, course)
const said = (body: string, head = HEAD): string[] => compiled(body, head).problems.filter(isMistake).map(sayProblem)
/** the line of the body's first line */
const FIRST = HEAD.split('\n').length
const at = (line: number, message: string): string => `curriculum/start/x.md:${FIRST - 1 + line} ${message}`

describe('a lesson without mistakes', () => {
  it('becomes data, with its questions and widgets taken out', () => {
    const { lesson, problems } = compiled(`Hello.\n\n::widget{id=trainer live=true}\n\n## Then\n\n::widget{id=writer prompt="a b"}\n`)
    expect(problems.filter(isMistake)).toEqual([])
    expect(lesson).toMatchObject({
      slug: 'x',
      lead: 'Hello.',
      live: 'widget-1',
      sections: [{ slug: 'then', title: 'Then' }],
      blocks: { 'widget-1': { widget: 'trainer', params: {} }, 'widget-2': { widget: 'writer', params: { prompt: 'a b' } } },
      sources: [{ id: 'radford2018', where: 'section 3.1', year: 2018 }],
    })
    expect(lesson!.rest).toContain('## Then\n\n::block{key="widget-2"}')
  })

  it('has its figure beside the text, or above it where it needs the whole width', () => {
    expect(compiled('Hello.\n\n::widget{id=trainer live=true}').lesson).toMatchObject({ live: 'widget-1', wide: false })
    expect(compiled('Hello.\n\n::widget{id=trainer live=wide}').lesson).toMatchObject({ live: 'widget-1', wide: true })
  })

  it('takes facts about published models from where they stand', () => {
    const { lesson, problems } = compiled('GPT-1 has {fact:gpt1.layers} blocks and {fact:gpt1.parameters} parameters.')
    expect(problems.filter(isMistake)).toEqual([])
    expect(lesson!.lead).toContain('GPT-1 has 12 blocks and 116,534,784 parameters.')
  })

  it('may hold clock times, escaped dollars and formulas', () => {
    expect(said('At 3:17 it cost \\$5 and \\$6, with $x^2$.')).toEqual([])
  })
})

describe('a mistake', () => {
  it.each([
    ['an unknown widget', 'Hi.\n\n::widget{id=trainr}', at(3, 'unknown widget "trainr"; did you mean "trainer"?')],
    [
      'something meanwhile without a veil',
      'Hi.\n\n::widget{id=counter meanwhile="to=2"}',
      at(3, '"meanwhile" is what stands there until a guess: it goes with "veil", which names the prediction'),
    ],
    ['a veil for no prediction', 'Hi.\n\n::widget{id=trainer veil=coin}', at(3, '"veil" names a prediction of this lesson, not "coin"')],
    ['a widget that an object inherits', '::widget{id=constructor}', /:\d+ unknown widget "constructor"/],
    ['an unknown fact', 'Hi.\n\nIt has {fact:gpt1.layer} blocks.', at(3, 'there is no fact "gpt1.layer"; did you mean "gpt1.layers"?')],
    ['an unknown leaf', '::wigdet{id=trainer}', at(1, 'unknown directive "::wigdet"; did you mean "::widget"?')],
    ['an unknown container', ':::nott\nHi.\n:::', at(1, 'unknown directive ":::nott"; did you mean ":::note"?')],
    ['too few colons', 'A :widget{id=trainer} here', /":widget" inside a line/],
    ['an argument too many', '::widget{id=trainer speed=9}', at(1, 'widget "trainer" has no argument "speed"; it takes none')],
    ['a misspelt argument', '::widget{id=writer promt=x}', at(1, 'widget "writer" has no argument "promt"; did you mean "prompt"?')],
    ['a missing argument', '::widget{id=live-number}', at(1, 'widget "live-number" needs the argument "show"')],
    [
      'a wrong value',
      '::widget{id=live-number show=stp}',
      at(1, 'widget "live-number": "stp" is not a value of "show"; did you mean "step"?'),
    ],
    ['two live widgets', '::widget{id=trainer live=true}\n\n::widget{id=writer live=true}', at(3, 'a lesson has one live widget')],
    ['a dead lesson link', '[on](#/learn/start/w)', /dead link: there is no lesson "start\/w"; did you mean/],
    ['a dead page link', '[on](#/labb)', at(1, 'dead link: there is no page "#/labb"; did you mean "#/lab"?')],
    ['a dead section link', '## Idea\n\n[on](#ideas)', at(3, 'dead link: there is no section "ideas"; did you mean "idea"?')],
    [
      'a source not listed',
      'So [they say](source:radford2019).',
      /"radford2019" is cited but not among the lesson's sources; did you mean "radford2018"\?/,
    ],
    ['a script link', '[x](javascript:alert(1))', /is not a link that lessons may have/],
    ['money read as a formula', 'It cost $5 and $6.', /"\$5 and \$" is read as a formula/],
    [
      'money that words follow',
      'It cost $5, and then 6$ more.',
      at(1, '"$5, and then 6$" looks like money but is read as a formula; for money write \\$'),
    ],
    ['a word that no figure shows', 'The [quary](figure:quary).', at(1, 'no figure shows "quary"; did you mean "query"?')],
    ['a formula that cannot be set', '$$\n\\frca{1}{2}\n$$', /:\d+ cannot typeset/],
    [
      'a formula on its own in one line',
      'So:\n\n$$ a+b $$',
      at(3, 'a formula on its own begins and ends with a line that holds only "$$"'),
    ],
    ['raw HTML', '<script>alert(1)</script>', /raw HTML is not allowed/],
    ['a picture', '![x](x.png)', /pictures are not allowed/],
    ['a second title', '# Again', /one "#" is the lesson's title/],
    ['the same heading twice', '## A\n\n## A', /:\d+ a second heading "A"/],
    ['a block that is not closed', ':::note\nHi.', /"?:::note"? is never closed/],
    ['details without a label', ':::details\nHi.\n:::', /needs a label/],
  ])('%s', (_, body, message) => {
    const problems =
      _ === 'a block that is not closed'
        ? compileLesson('curriculum/start/x.md', `${HEAD}${body}`, course).problems.filter(isMistake).map(sayProblem)
        : said(body)
    expect(problems).toEqual(expect.arrayContaining([typeof message === 'string' ? message : expect.stringMatching(message)]))
    expect(problems[0]).toMatch(/^curriculum\/start\/x\.md:\d+ /)
  })
})

describe('a mistake in a question', () => {
  const quiz = (yaml: string): string[] => said(`:::quiz{id=q objective=one}\n${yaml}\n:::`)
  const answers = 'answers:\n  - text: a\n    correct: true\n    why: so\n  - text: b\n    why: not'

  it('accepts a sound one', () => {
    expect(quiz(`type: choice\nprompt: Which?\n${answers}`)).toEqual([])
  })
  it('is at its own line', () => {
    expect(quiz(`type: choice\nprompt: Which?\n${answers.replace('    why: not', '    wy: not')}`)).toEqual([
      expect.stringMatching(/:22 "answers\.1\.why" is missing/),
      expect.stringMatching(/:23 unknown field "answers\.1\.wy"/),
    ])
  })
  it('needs a right answer, and an explanation for each', () => {
    expect(quiz(`type: choice\nprompt: Which?\n${answers.replace('correct: true', 'correct: false')}`)).toEqual([
      expect.stringContaining('"answers": needs exactly one with "correct: true"'),
    ])
  })
  it('knows its kinds', () => {
    expect(quiz('type: chioce\nprompt: Which?')).toEqual([
      expect.stringContaining('"type": must be choice, multiple, numeric, short or order; did you mean "choice"?'),
    ])
  })
  it('reports YAML that cannot be read', () => {
    expect(quiz('type: choice\nprompt: "Which')).toEqual([expect.stringMatching(/cannot read the YAML/)])
  })
  it('checks formulas in its texts', () => {
    expect(quiz(`type: choice\nprompt: $\\frca$\n${answers}`)).toEqual([expect.stringContaining('cannot typeset')])
  })
  it('names an objective that exists', () => {
    expect(said(`:::quiz{id=q objective=two}\ntype: choice\nprompt: Which?\n${answers}\n:::`)).toEqual([
      expect.stringContaining('unknown objective "two"'),
    ])
  })
  it.each([
    ['multiple', 'answers: [{ text: a, why: b }, { text: c, why: d }]', '"answers": needs at least one with "correct: true"'],
    ['numeric', 'answer: 1\ntolerance: 0\nwhy: so', '"hints" is missing'],
    ['short', 'accepts: ["…"]\nwhy: so\nhints: look', '"accepts": holds an answer without letters or digits'],
    ['order', 'items: [a, b, a]\nwhy: so\nhints: look', '"items": has an item twice'],
  ])('%s has what it needs', (type, yaml, message) => {
    expect(quiz(`type: ${type}\nprompt: Which?\n${yaml}`)).toEqual([expect.stringContaining(message)])
  })
  it('has an answer among the choices of a prediction', () => {
    expect(said(':::predict{id=p}\nprompt: Which?\nchoices: [a, b]\nanswer: c\nreveal: See.\n:::')).toEqual([
      at(4, '"answer" must be one of the choices, letter by letter, or be left out'),
    ])
  })
})

describe('questions', () => {
  it('are never shown in the right order', () => {
    for (let i = 0; i < 20; i++) {
      const yaml = 'type: order\nprompt: Sort.\nitems: [a, b, c]\nwhy: so\nhints: look'
      const { lesson, problems } = compiled(`:::quiz{id=q${i} objective=one}\n${yaml}\n:::`)
      expect(problems.filter(isMistake)).toEqual([])
      const block = lesson!.blocks[`quiz-q${i}`] as { shuffled: number[] }
      expect([...block.shuffled].sort()).toEqual([0, 1, 2])
      expect(block.shuffled).not.toEqual([0, 1, 2])
    }
  })
  it('are listed for the index, with challenges', () => {
    const yaml = 'type: short\nprompt: Who?\naccepts: [Turing]\nwhy: so\nhints: [look, think]'
    expect(compiled(`:::quiz{id=q objective=one}\n${yaml}\n:::`).lesson!.checks).toEqual([
      { id: 'q', kind: 'short', objective: 'one' },
      { id: 'do', kind: 'challenge', objective: 'one' },
    ])
  })
})

describe('a challenge', () => {
  const problems = (change: (text: string) => string) =>
    compileLesson('curriculum/start/x.md', `${HEAD}${change(CHALLENGE)}`, course)
      .problems.filter(isMistake)
      .map(sayProblem)

  it('keeps checked parameters and a parsed goal', () => {
    expect(compiled('Hi.').lesson!.blocks['challenge-do']).toMatchObject({
      widget: 'counter',
      start: { to: 1 },
      goal: { kind: 'compare', sign: '>' },
      solution: { params: { to: 3 } },
    })
  })
  it.each([
    ['an unknown widget', 'widget: counter', 'widget: countr', 3, 'unknown widget "countr"; did you mean "counter"?'],
    ['an unknown reading', 'counted >', 'countd >', 5, 'widget "counter" has no reading "countd"; did you mean "counted"?'],
    ['a goal that cannot be read', '> 2', '> ', 5, 'cannot read the goal "counted >": at its end'],
    ['a widget without readings', 'widget: counter', 'widget: trainer', 5, 'widget "trainer" declares no readings'],
    ['a wrong start', '{ to: 1 }', '{ to: one }', 4, 'widget "counter", argument "to": must be a whole number'],
    ['a wrong solution', '{ to: 3 }', '{ too: 3 }', 8, 'widget "counter" has no argument "too"; did you mean "to"?'],
    ['no solution', '  words: Three is more than two.\n', '', 8, '"solution.words" is missing'],
  ])('%s', (_, right, wrong, line, message) => {
    expect(problems((text) => text.replace(right, wrong))).toEqual(expect.arrayContaining([expect.stringContaining(at(line, message))]))
  })
})

describe('code', () => {
  it('of the repository is shown by name, with the comment above it', () => {
    const { lesson, problems, shown } = compiled('::source{file=src/a.ts region=plus}')
    expect(problems.filter(isMistake)).toEqual([])
    expect(shown).toEqual(['src/a.ts'])
    const block = lesson!.blocks['source-1'] as SourceBlock
    expect(block.firstLine).toBe(3)
    expect(block.code.map((line) => line.map(([words]) => words).join(''))).toEqual([
      '/** Adds one. */',
      'export function plus(x: number) {',
      '  return x + b',
      '}',
    ])
    expect(block.code[0]).toEqual([['/** Adds one. */', 'comment']])
  })
  it('of the author is highlighted', () => {
    const { lesson, problems } = compiled('```python\nreturn 1 # so\n```')
    expect(problems.filter(isMistake)).toEqual([])
    expect(lesson!.blocks['code-1']).toMatchObject({
      code: [
        [
          ['return ', 'keyword'],
          ['1 ', 'constant'],
          ['# so', 'comment'],
        ],
      ],
    })
  })
  it.each([
    ['a missing file', '::source{file=src/b.ts region=plus}', 'there is no file "src/b.ts"; did you mean "src/a.ts"?'],
    ['a missing region', '::source{file=src/a.ts region=pluss}', '"src/a.ts" has no region or declaration "pluss"; did you mean "plus"?'],
    ['no file', '::source{region=plus}', 'a source needs a file'],
    ['an unknown argument', '::source{file=src/a.ts regoin=plus}', '"::source" has no argument "regoin"; did you mean "region"?'],
    ['an unknown language', '```pyton\nx\n```', 'unknown language "pyton"; did you mean "python"?'],
  ])('%s', (_, body, message) => {
    expect(said(body)).toEqual([expect.stringContaining(message)])
  })
})

describe('a mistake in the front matter', () => {
  it.each([
    ['missing', '', 1, 'the front matter is missing'],
    ['a field missing', HEAD.replace('title: X\n', ''), 2, '"title" is missing'],
    ['a field misspelt', HEAD.replace('minutes:', 'minuts:'), 7, 'unknown field "minuts"; did you mean "minutes"?'],
    ['a wrong type', HEAD.replace('order: 1', 'order: first'), 6, '"order": must be a number'],
    ['an unknown part', HEAD.replace('part: start', 'part: strat'), 5, 'unknown part "strat"; did you mean "start"?'],
    ['an unknown source', HEAD.replace('radford2018', 'radfrod2018'), 13, 'unknown source "radfrod2018"; did you mean "radford2018"?'],
    ['an unknown lesson', HEAD.replace('start/y', 'start/w'), 11, 'required lesson "start/w" does not exist'],
    ['a lesson that comes later', HEAD.replace('start/y', 'start/z'), 11, 'required lesson "start/z" comes after this one'],
    [
      'an unchecked objective',
      HEAD.replace('requires', '  - id: two\n    text: more\nrequires'),
      11,
      'no question or challenge checks the objective "two"',
    ],
  ])('%s', (_, head, line, message) => {
    expect(said('Hi.', head)).toEqual(expect.arrayContaining([expect.stringContaining(`curriculum/start/x.md:${line} ${message}`)]))
  })
})

// All lessons at once: on a busy machine more than a minute.
it('the course itself has no mistakes', () => {
  const { parts, lessons, problems } = compileCurriculum(process.cwd(), declared)
  expect(problems.filter(isMistake).map(sayProblem)).toEqual([])
  expect(parts).toHaveLength(12)
  expect(lessons.length).toBeGreaterThan(0)
}, 240_000)

describe('a project', () => {
  const head = HEAD.replace('order: 1\n', 'order: 1\nproject: true\n')
  it('is a lesson with a challenge', () => {
    expect(compiled('Hello.', head).lesson).toMatchObject({ project: true })
    expect(compiled('Hello.').lesson).toMatchObject({ project: false })
    const quiz =
      ':::quiz{id=q objective=one}\ntype: numeric\nprompt: Two?\nanswer: 2\ntolerance: 0\nhints: One more than one.\nwhy: Yes.\n:::\n'
    const { problems } = compileLesson('curriculum/start/x.md', `${head}${quiz}`, course)
    expect(problems.filter(isMistake).map(({ message }) => message)).toEqual([
      'a project needs a challenge: it is graded by running what was made',
    ])
  })
})

describe('letters of formulas', () => {
  it('must have a meaning in the lesson, its part or the course', () => {
    expect(said('With $\\alpha x$ and $\\mathrm{GELU}(x)$ all is well.')).toEqual([])
    expect(said('A query $q$ and $\\beta_2$.')).toEqual([
      at(
        1,
        '"q" uses q, which has no meaning in start/x: take the letter that the course has for it, or say in curriculum/symbols.yaml what it means here',
      ),
      at(
        1,
        '"\\beta_2" uses \\beta, which has no meaning in start/x: take the letter that the course has for it, or say in curriculum/symbols.yaml what it means here',
      ),
    ])
  })

  it('are looked up for the lesson first, then for its part, then for the course', () => {
    const meaning = (lesson: string, symbol: string) => meaningIn(lesson, symbol, course.symbols)?.meaning
    expect(meaning('start/y', 'x')).toBe('something else')
    expect(meaning('start/x', 'x')).toBe('what goes in')
    expect(meaning('start/x', '\\alpha')).toBe('an attention weight')
    expect(meaning('end/x', '\\alpha')).toBeUndefined()
  })

  it('have one meaning in one place, and places that exist', () => {
    const row = (symbol: string, ...reach: string[]) => ({ symbol, meaning: 'one', in: reach })
    expect(tableProblems([row('x'), row('x', 'start'), row('x', 'start/x')], ['start'], ['start/x'])).toEqual([])
    expect(tableProblems([row('x'), row('x'), row('y', 'begin')], ['start'], ['start/x']).map(({ message }) => message)).toEqual([
      'x has two meanings in the whole course',
      '"begin", where y is said to have a meaning, is no part and no lesson',
    ])
  })
})
