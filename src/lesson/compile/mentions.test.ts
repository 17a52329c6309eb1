/** What links itself: each term once, where a reader may want it, and citations with their authors. */
import { expect, it } from 'vitest'
import { compileLesson, type Course } from './lesson.ts'
import { shortAuthors } from './mentions.ts'
import { isMistake, sayProblem } from './problem.ts'

const term = (id: string, forms: string[], lesson: string | null = null) => ({
  id,
  term: forms[0]!,
  short: `What ${id} is.`,
  lesson,
  forms,
})
const course: Course = {
  widgets: {},
  showSource: () => 'there is none',
  bibliography: { vaswani2017: { authors: 'Vaswani, Shazeer and others', year: 2017, title: 'A', venue: 'B', url: null } },
  glossary: [
    term('token', ['token', 'tokens']),
    term('gelu', ['GELU']),
    term('own', ['own word'], 'start/x'),
    term('rate', ['learning rate']),
    term('learning', ['learning']),
  ],
  symbols: [],
  parts: ['start'],
  lessons: ['start/x'],
}
const HEAD =
  '---\ntitle: X\nquestion: Y?\nsummary: Z.\npart: start\norder: 1\nminutes: 1\nobjectives: [{ id: one, text: do }]\nsources: [vaswani2017]\n---\n'
const compiled = (body: string) => compileLesson('curriculum/start/x.md', HEAD + body, course)
const lead = (body: string): string => compiled(body).lesson!.lead

it.each([
  ['the first use only', 'Tokens are cut. A token is one.', '[Tokens](term:token) are cut. A token is one.'],
  ['no part of a word', 'Tokenization and token-like things, subtokens.', 'Tokenization and token-like things, subtokens.'],
  ['not in code, links or formulas', '`token` [token](#/lab) $token$ and token', '`token` [token](#/lab) $token$ and [token](term:token)'],
  ['not in a heading', '## A token\n\nThe token.', '## A token\n\nThe [token](term:token).'],
  ['capitals as they are', 'A gelu is not GELU.', 'A gelu is not [GELU](term:gelu).'],
  ['the longer term first', 'The learning rate of learning.', 'The [learning rate](term:rate) of [learning](term:learning).'],
  ['over a line’s end', 'The learning\nrate.', 'The [learning\nrate](term:rate).'],
  ['inside bold, notes and tables', '**token**\n\n:::note\nGELU\n:::', '**[token](term:token)**\n\n:::note\n[GELU](term:gelu)\n:::'],
  ['nothing that this lesson explains itself', 'An own word.', 'An own word.'],
  ['a citation', 'So they say [@vaswani2017 section 3].', 'So they say ([Vaswani et al., 2017, section 3](source:vaswani2017)).'],
])('%s', (_, body, result) => {
  expect(lead(body)).toBe(result)
})

it('gives the page the terms that it links', () => {
  expect(compiled('A GELU and a token.').lesson!.terms.map(({ id }) => id)).toEqual(['gelu', 'token'])
})

it('finds a citation that is in no list', () => {
  expect(compiled('So [@vaswani2018].').problems.filter(isMistake).map(sayProblem).join()).toMatch(
    /"vaswani2018" is cited but not among the lesson's sources; did you mean "vaswani2017"/,
  )
})

it.each([
  ['Shannon', 'Shannon'],
  ['Kingma and Ba', 'Kingma and Ba'],
  ['Ba, Kiros and Hinton', 'Ba et al.'],
  ['Radford et al.', 'Radford et al.'],
])('%s is cited as %s', (authors, short) => expect(shortAuthors(authors)).toBe(short))

it('keeps the words of each section for search', () => {
  expect(compiled('Hi $x$ **there**.\n\n## A `b`\n\n- one\n- two\n\n```text\ncode\n```').passages).toEqual([
    { slug: null, title: 'X', text: 'Hi there.' },
    { slug: 'a-b', title: 'A b', text: 'one two' },
  ])
})
