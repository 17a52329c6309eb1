/** The board's records: those that came with the course (`npm run board`), and the learner's own. */
import * as v from 'valibot'
import type { RunSpec } from '../../../worker/protocol.ts'

export const RUNG_IDS = ['bigram', 'mlp', 'rnn', 'attention', 'gpt'] as const
export type RungId = (typeof RUNG_IDS)[number]
/** What can be chosen: a rung that is trained, or the best table of counts. */
export const PLACES = [...RUNG_IDS, 'n-gram'] as const
export type Place = (typeof PLACES)[number]

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const Rung = v.object({
  id: v.picklist(RUNG_IDS),
  sizes: v.object({
    family: v.optional(v.picklist(['bigram', 'mlp', 'rnn', 'gpt'])),
    nLayer: count,
    nHead: count,
    nEmbd: count,
    nCtx: count,
    dropout: v.number(),
  }),
  training: v.object({
    batch: count,
    steps: count,
    learningRate: v.number(),
    warmup: count,
    weightDecay: v.number(),
    clip: v.number(),
    evalEvery: count,
    seed: count,
  }),
  parameters: count,
  /** of the whole run, 10⁹ floating-point operations */
  gflops: v.number(),
  bitsPerCharacter: v.number(),
  sample: v.string(),
})

const Board = v.object({
  text: v.object({ kind: v.literal('bundled'), id: v.string() }),
  title: v.string(),
  runtime: v.string(),
  trainCharacters: count,
  uniformBits: v.number(),
  samplePrompt: v.string(),
  /** the n-gram with the fewest bits, counted on all that the rungs may read of */
  counted: v.object({ order: count, bitsPerCharacter: v.number(), entries: count, sample: v.string() }),
  rungs: v.array(Rung),
})

export type Board = v.InferOutput<typeof Board>
export type Rung = Board['rungs'][number]

/** Reads what `npm run board` wrote. @throws where it is anything else */
export const readBoard = (json: unknown): Board => v.parse(Board, json)

/** @param steps of every rung's run, in place of its record's */
export async function loadBoard(steps?: number): Promise<Board> {
  const board = readBoard((await import('./records.json')).default)
  if (steps === undefined) return board
  const shorter = ({ training, ...rung }: Rung): Rung => ({
    ...rung,
    training: { ...training, steps, warmup: Math.min(training.warmup, Math.ceil(steps / 10)) },
  })
  return { ...board, rungs: board.rungs.map(shorter) }
}

/** The run that trains a rung as its record was made. */
export function specOf({ text, samplePrompt }: Board, { sizes: { family, ...sizes }, training }: Rung): RunSpec {
  return { text, samplePrompt, sizes: { ...sizes, ...(family && { family }) }, training }
}

/** Windows of text that a run reads, in characters. */
export const charactersOf = ({ sizes, training }: Rung): number => training.steps * training.batch * sizes.nCtx

/** A rung that was trained here. */
export interface Own {
  bits: number
  written: string
  /** the record's settings: after they change, it is another run */
  settings: string
}

export type OwnRecords = Partial<Record<Place, Own>>

export const settingsOf = ({ sizes, training }: Rung): string => JSON.stringify([sizes, training])

/** One line of the board: a rung that learned, or counts. */
export interface Line {
  id: Place
  bitsPerCharacter: number
  /** numbers that it keeps */
  parameters: number
  sample: string
  settings: string
}

/** All lines, the counts last: they learn nothing, and read the text once. */
export const linesOf = ({ rungs, counted, text }: Board): Line[] => [
  ...rungs.map((rung) => ({ ...rung, settings: settingsOf(rung) })),
  { id: 'n-gram', ...counted, parameters: counted.entries, settings: JSON.stringify(text) },
]

/** Under what a learner's own record is kept. */
export const keyOf = (id: Place): string => `board/${id}`

/** Of what is kept, by `keyOf`, those that still are of the board's settings. */
export const ownRecords = (board: Board, kept: Readonly<Record<string, Own>>): OwnRecords =>
  Object.fromEntries(
    linesOf(board).flatMap(({ id, settings }) => {
      const own = kept[keyOf(id)]
      return own?.settings === settings ? [[id, own]] : []
    }),
  )
