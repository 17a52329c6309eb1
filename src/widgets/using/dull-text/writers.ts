/** Texts that the open model writes greedily, with beams and with dice, beside what people wrote: how surprising, and how often they repeat themselves. */
import type { CoreApi, FoundPath, ModelHandle } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

export const PROMPT = 28
export const LENGTH = 96
/** A piece of so many characters that came before is a repetition: longer than most words. */
const PIECE = 8

export const WRITERS = [
  { name: 'beams', title: 'the best of 4 beams' },
  { name: 'greedy', title: 'always the likeliest' },
  { name: 'cool', title: 'dice, temperature 0.7' },
  { name: 'nucleus', title: 'dice, top-p 0.9' },
  { name: 'plain', title: 'dice, no filter' },
  { name: 'people', title: 'people' },
] as const
export type Writer = (typeof WRITERS)[number]['name']

const DICE = {
  cool: { temperature: 0.7, topK: 0, topP: 1 },
  nucleus: { temperature: 1, topK: 0, topP: 0.9 },
  plain: { temperature: 1, topK: 0, topP: 1 },
} as const

/** A text after a prompt. */
export interface Written {
  writer: Writer
  /** of the passage that it goes on from */
  passage: number
  tokens: readonly string[]
  /** the model's surprise at each of its tokens, nats */
  surprise: number[]
}

/** The share of a text's pieces of eight characters that it already had (Welleck and others' seq-rep-n, 2020). */
export function repetition(text: string): number {
  const pieces = Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, i) => text.slice(i, i + PIECE))
  return pieces.length === 0 ? 0 : 1 - new Set(pieces).size / pieces.length
}

export interface Row {
  writer: Writer
  /** means over its texts, and over seeds where it has dice */
  surprise: number
  repetition: number
  texts: number
}

export interface Compared {
  prompts: string[]
  all: Written[]
  rows: Row[]
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

export interface World {
  core: CoreApi
  handle: ModelHandle
  signal: AbortSignal
}

/** @param seeds texts with dice for each passage and setting */
export async function compareWriters(
  { core, handle, signal }: World,
  passages: number,
  seeds: number,
  report: (done: number) => void,
): Promise<Compared> {
  const read = await core.passages(handle, passages, PROMPT + LENGTH)
  const prompts = read.map((tokens) => tokens.slice(0, PROMPT).join(''))
  const all: Written[] = []
  for (const [passage, prompt] of prompts.entries()) {
    if (signal.aborted) break
    const add = (writer: Writer, { tokens }: Pick<FoundPath, 'tokens'>) =>
      all.push({ writer, passage, tokens: tokens.map(({ token }) => token), surprise: tokens.map((t) => -t.logProbability) })
    const dice = Object.keys(DICE) as (keyof typeof DICE)[]
    const samples = dice.flatMap((name) =>
      Array.from({ length: seeds }, (_, i) => ({ name, ...DICE[name], seed: 1 + passage * seeds + i })),
    )
    const found = await core.search(handle, prompt, {
      tokens: LENGTH,
      beams: 4,
      lengthPenalty: 0,
      end: '',
      samples: samples.map(({ name: _, ...sampling }) => sampling),
      exact: 0,
    })
    add('greedy', found.greedy)
    add('beams', found.beams.at(-1)![0]!)
    for (const [i, { name }] of samples.entries()) add(name, found.samples[i]!)
    const human = read[passage]!.slice(PROMPT)
    const { tensors } = await core.probe(handle, read[passage]!.join(''), ['losses'])
    const losses = Array.from(tensors[0]!.data).slice(-human.length)
    add('people', { tokens: human.map((token, i) => ({ id: -1, token, logProbability: -losses[i]! })) })
    report(passage + 1)
  }
  return { prompts, all, rows: rowsOf(all) }
}

export const rowsOf = (all: readonly Written[]): Row[] =>
  WRITERS.flatMap(({ name }) => {
    const own = all.filter(({ writer }) => writer === name)
    if (own.length === 0) return []
    return {
      writer: name,
      surprise: mean(own.map(({ surprise }) => mean(surprise))),
      repetition: mean(own.map(({ tokens }) => repetition(tokens.join('')))),
      texts: own.length,
    }
  })

export const readingsOf = ({ rows }: Compared): Readings =>
  Object.fromEntries(
    rows.flatMap(({ writer, surprise, repetition }) => [
      [`${writer}Surprise`, surprise],
      [`${writer}Repeats`, repetition],
    ]),
  )
