/** A class at a glance: who is stuck where, which question nobody got, how sure guesses were, what was foretold, written and measured. */
import { type Assignment, itemKey } from '../assignment/assignment.ts'
import type { EstimateRecord } from '../receipt/receipt.ts'
import { modelTasks } from './jobs.ts'
import type { Row } from './rows.ts'

export interface Missed {
  /** `part/lesson#question` */
  key: string
  /** students who were asked, and those of them who did not get it */
  asked: number
  missed: number
}

export interface Foretold extends Pick<EstimateRecord, 'guess' | 'within' | 'confidence' | 'outcome'> {
  /** of the student, who may share a name with another */
  id: string
  student: string
  /** null: nothing was measured yet */
  right: boolean | null
}

export interface Glance {
  /** by item: students who handed nothing in, and those below full points */
  stuck: { item: string; missing: string[]; partly: string[] }[]
  /** the most missed first; only what somebody missed */
  questions: Missed[]
  /** first guesses with a confidence and an outcome */
  guesses: { confidence: number; right: boolean }[]
  /** by figure and settings: what each student foretold, and what they then measured */
  foretold: { key: string; title: string; asked: string; unit: string; said: Foretold[] }[]
  /** by item: every answer in a student's own words */
  words: { item: string; answers: { id: string; student: string; words: string }[] }[]
  /** by task: bits per character of what was measured */
  measured: { task: string; title: string; bits: number[] }[]
}

export function glanceOf(assignment: Assignment, rows: readonly Row[]): Glance {
  const keys = assignment.items.map(itemKey)
  const latest = rows.flatMap(({ student }) => student.records.map(({ item, attempts }) => ({ student, item, attempt: attempts.at(-1)! })))
  const questions = new Map<string, Missed>()
  for (const { attempt } of latest) {
    const right = new Set(attempt.answers.filter((answer) => answer.right).map(({ key }) => key))
    const guessed = new Set(attempt.predictions.map(({ key }) => key))
    for (const key of attempt.asked) {
      if (guessed.has(key)) continue
      const { asked, missed } = questions.get(key) ?? { asked: 0, missed: 0 }
      questions.set(key, { key, asked: asked + 1, missed: missed + (right.has(key) ? 0 : 1) })
    }
  }
  const foretold = foretoldBy(rows)
  const named = (item: string, state: string): string[] =>
    rows.filter(({ score }) => score.items.find((each) => each.item === item)?.state === state).map(({ student }) => student.name)
  return {
    stuck: keys.map((item) => ({ item, missing: named(item, 'missing'), partly: named(item, 'partly') })),
    questions: [...questions.values()]
      .filter(({ missed }) => missed > 0)
      .sort((a, b) => b.missed / b.asked - a.missed / a.asked || b.asked - a.asked),
    guesses: [...latest.flatMap(({ attempt }) => attempt.predictions), ...foretold.flatMap(({ said }) => said)].flatMap(
      ({ confidence, right }) => (confidence === null || right === null ? [] : { confidence, right }),
    ),
    foretold,
    words: keys.flatMap((item) => {
      const answers = latest.flatMap((each) =>
        each.item === item && each.attempt.words.trim() !== ''
          ? { id: each.student.key, student: each.student.name, words: each.attempt.words }
          : [],
      )
      return answers.length > 0 ? { item, answers } : []
    }),
    measured: modelTasks(assignment).map(({ id, title }) => ({
      task: id,
      title,
      bits: rows.flatMap(({ outcomes }) => {
        const outcome = outcomes.get(id)
        return outcome?.kind === 'graded' && outcome.graded.measured ? outcome.graded.measured.bitsPerCharacter : []
      }),
    })),
  }
}

/** Each student's word on a figure once, though the figure stands in more than one item. */
function foretoldBy(rows: readonly Row[]): Glance['foretold'] {
  const all = new Map<string, Glance['foretold'][number]>()
  for (const { student } of rows) {
    const own = new Map(
      student.records.flatMap(({ attempts }) => (attempts.at(-1)!.estimates ?? []).map((estimate) => [estimate.key, estimate])),
    )
    for (const { key, title, asked, unit, guess, within, confidence, outcome } of own.values()) {
      const one = all.get(key) ?? { key, title, asked, unit, said: [] }
      const right = outcome === null ? null : Math.abs(outcome - guess) <= within
      one.said.push({ id: student.key, student: student.name, guess, within, confidence, outcome, right })
      all.set(key, one)
    }
  }
  return [...all.values()]
}
