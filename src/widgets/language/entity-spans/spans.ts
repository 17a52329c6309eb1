/** Names as spans over tokens, as BIO tags, and what exact matching says of one set of spans by another. Pure. */
import { LABELS, type Label, type Name } from '../../../language/names.ts'
import { MARKED } from './sentences.ts'

/** A name over tokens [from, to). */
export interface Span {
  label: Label
  from: number
  to: number
}

export interface Token {
  text: string
  start: number
  end: number
}

/** Words with their inner signs, numbers, abbreviated titles, and every other sign alone. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(/(?:Dr|Mr|Mrs|Ms|St)\.|\p{L}[\p{L}\p{N}'’-]*|\p{N}+|[^\s\p{L}\p{N}]/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** One of the course's sentences, from 1, with its names. */
export function sentenceOf(number: number): { text: string; spans: Span[] } {
  const names: Name[] = []
  let text = ''
  for (const part of MARKED[number - 1]!.split(/(\[[plo]:[^\]]+\])/)) {
    const marked = /^\[([plo]):(.+)\]$/.exec(part)
    if (marked) {
      const label = ({ p: 'person', l: 'place', o: 'organization' } as const)[marked[1] as 'p' | 'l' | 'o']
      names.push({ label, start: text.length, end: text.length + marked[2]!.length })
    }
    text += marked ? marked[2]! : part
  }
  return { text, spans: spansOf(tokenize(text), names) }
}

/** Names by their characters as spans over the tokens that they touch. */
export function spansOf(tokens: readonly Token[], names: readonly Name[]): Span[] {
  return names.flatMap(({ label, start, end }) => {
    const from = tokens.findIndex((token) => token.end > start)
    const touched = tokens.filter((token) => token.end > start && token.start < end).length
    return touched > 0 ? [{ label, from, to: from + touched }] : []
  })
}

/** "B-place", "I-place" or "O" for each of `length` tokens. */
export function bioOf(spans: readonly Span[], length: number): string[] {
  const tags = Array.from({ length }, () => 'O')
  for (const { label, from, to } of spans) for (let i = from; i < to; i++) tags[i] = `${i === from ? 'B' : 'I'}-${label}`
  return tags
}

/** The way back. An I that goes on with nothing begins a name. */
export function spansFromBio(tags: readonly string[]): Span[] {
  const spans: Span[] = []
  tags.forEach((tag, i) => {
    const label = LABELS.find((each) => tag.endsWith(`-${each}`))
    if (!label) return
    const last = spans.at(-1)
    if (tag.startsWith('I') && last?.to === i && last.label === label) last.to = i + 1
    else spans.push({ label, from: i, to: i + 1 })
  })
  return spans
}

/** What pressing token `i` with a label does: O → I, where it can go on with the name before it, → B → O. */
export function press(spans: readonly Span[], length: number, i: number, label: Label): Span[] {
  const tags = bioOf(spans, length)
  const goesOn = i > 0 && tags[i - 1]!.endsWith(`-${label}`)
  if (!tags[i]!.endsWith(`-${label}`)) tags[i] = `${goesOn ? 'I' : 'B'}-${label}`
  else tags[i] = tags[i]!.startsWith('I') ? `B-${label}` : 'O'
  return spansFromBio(tags)
}

export interface Match {
  /** spans of both, alike in both ends and in the label */
  right: Span[]
  /** found, and not true */
  wrong: Span[]
  /** true, and not found */
  missed: Span[]
}

const same = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to && a.label === b.label

export function match(truth: readonly Span[], found: readonly Span[]): Match {
  return {
    right: found.filter((span) => truth.some((each) => same(each, span))),
    wrong: found.filter((span) => !truth.some((each) => same(each, span))),
    missed: truth.filter((span) => !found.some((each) => same(each, span))),
  }
}

export interface Scores {
  precision: number
  recall: number
  f1: number
}

/** NaN where a share is of nothing; F1 = 2·right ÷ (found + true), 1 where there is nothing to find and nothing was found. */
export function scoresOf({ right, wrong, missed }: { right: number; wrong: number; missed: number }): Scores {
  const all = 2 * right + wrong + missed
  return { precision: right / (right + wrong), recall: right / (right + missed), f1: all === 0 ? 1 : (2 * right) / all }
}

export const counts = ({ right, wrong, missed }: Match) => ({ right: right.length, wrong: wrong.length, missed: missed.length })

/** "0-2:person,5-6:place" */
export const marksOf = (spans: readonly Span[]): string => spans.map(({ label, from, to }) => `${from}-${to}:${label}`).join(',')

export function parseMarks(marks: string): Span[] {
  return [...marks.matchAll(/(\d+)-(\d+):([a-z]+)/g)].map(([, from, to, label]) => ({
    label: label as Label,
    from: Number(from),
    to: Number(to),
  }))
}
