/** What a learner's models reached, in numbers: computed from what this browser keeps, and nothing in it that was not measured. */
import * as v from 'valibot'
import type { Judged } from '../../session/learning/calibration.ts'
import { calibrate } from '../../session/learning/calibration.ts'
import { type Measured, totalOf } from '../../session/learning/progress.ts'
import type { Kept } from '../../session/learning/record.ts'
import { toBits } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'

const text = v.pipe(v.string(), v.maxLength(400))
const number = v.pipe(v.number(), v.finite())
const count = v.pipe(number, v.integer(), v.minValue(0))
const share = v.pipe(number, v.minValue(0), v.maxValue(1))

const model = v.object({
  name: text,
  parameters: count,
  steps: count,
  learnedFrom: text,
  /** on held-out text; null where nothing was measured */
  bitsPerCharacter: v.nullable(number),
  /** of a table of pairs of tokens on the same text */
  bigram: v.nullable(number),
  /** of a tuned model: the share of held-out examples that is right, and the best shortcut's */
  accuracy: v.nullable(share),
  shortcut: v.nullable(share),
})

const project = v.object({
  title: text,
  measure: text,
  reached: share,
  baseline: share,
  heldOut: count,
  settings: text,
  published: v.boolean(),
})

const Schema = v.object({
  lessons: v.object({ done: count, of: count }),
  challenges: count,
  models: v.pipe(v.array(model), v.maxLength(500)),
  projects: v.pipe(v.array(project), v.maxLength(50)),
  /** first guesses, those that have come out with a confidence, and how sure they were against how right, percent */
  predictions: v.object({
    guesses: count,
    judged: v.nullable(v.object({ count, sure: number, right: number, brier: number })),
  }),
  /** questions that were missed once; how often they were asked again, and how often that went well */
  reviews: v.object({ questions: count, asked: count, right: count }),
})
export type Report = v.InferOutput<typeof Schema>
export type ReachedModel = v.InferOutput<typeof model>

const FileSchema = v.object({
  format: v.literal('pathway-to-gpt/reached'),
  version: v.literal(1),
  made: v.pipe(v.string(), v.isoTimestamp()),
  report: Schema,
})

export interface Sources {
  models: readonly ModelSummary[]
  kept: Pick<Kept, 'answers' | 'predictions' | 'estimates' | 'places' | 'reviews' | 'projects'>
  lessons: readonly Measured[]
  /** first guesses whose outcome is known, with how sure they were */
  judged: readonly Judged[]
}

export function reportOf({ models, kept, lessons, judged }: Sources): Report {
  const { done, lessons: of } = totalOf(lessons, kept)
  const own = models.filter(({ origin }) => origin !== 'shipped')
  const found = calibrate(judged)
  const reviews = Object.values(kept.reviews)
  const again = reviews.flatMap((times) => times.slice(1))
  return {
    lessons: { done, of },
    // A challenge that was solved is kept by the word that says so.
    challenges: Object.values(kept.answers).filter(({ tried, right }) => right && tried.includes('done')).length,
    models: own.map(modelOf),
    projects: Object.values(kept.projects).map(({ title, measure, reached, baseline, heldOut, settings, published }) => ({
      title,
      measure,
      reached,
      baseline,
      heldOut,
      settings,
      published: published !== null,
    })),
    predictions: {
      guesses: Object.keys({ ...kept.predictions, ...kept.estimates }).length,
      judged: found && { count: found.count, sure: found.sure, right: found.right, brier: found.brier },
    },
    reviews: { questions: reviews.length, asked: again.length, right: again.filter(({ right }) => right).length },
  }
}

function modelOf(summary: ModelSummary): ReachedModel {
  const { name, parameters, step, textTitle, bitsPerCharacter, bigramLoss, charactersPerToken } = summary
  const task = summary.kind === 'classifier' ? summary.task : null
  const shortcuts = task?.shortcuts.map(({ accuracy }) => accuracy) ?? []
  return {
    name,
    parameters,
    steps: step,
    learnedFrom: task?.title || textTitle,
    bitsPerCharacter: task ? null : bitsPerCharacter,
    bigram: task || bigramLoss === null ? null : toBits(bigramLoss, charactersPerToken ?? 1),
    accuracy: task?.reports.at(-1)?.accuracy ?? null,
    shortcut: shortcuts.length > 0 ? Math.max(...shortcuts) : null,
  }
}

export const isEmpty = ({ models, projects, predictions, reviews, lessons, challenges }: Report): boolean =>
  models.length + projects.length + predictions.guesses + reviews.questions + lessons.done + challenges === 0

export const writeReport = (report: Report, made: Date): Uint8Array =>
  new TextEncoder().encode(
    `${JSON.stringify({ format: 'pathway-to-gpt/reached', version: 1, made: made.toISOString(), report }, null, 1)}\n`,
  )

/** A file of some learners' results is a few kilobytes. */
const MOST_BYTES = 2 ** 20

/** @throws Error in one sentence for what is no such file */
export function readReport(bytes: Uint8Array): { made: Date; report: Report } {
  const read = bytes.length > MOST_BYTES ? null : v.safeParse(FileSchema, parse(bytes))
  if (!read?.success) throw new Error('This is not a file that this page wrote, or it was changed so that it cannot be read.')
  return { made: new Date(read.output.made), report: read.output.report }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
