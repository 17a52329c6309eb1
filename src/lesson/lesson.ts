/** What a compiled lesson is: plain data, made from markdown when the course is built. */
import type { Goal } from '../goal/goal.ts'

export interface Part {
  slug: string
  title: string
  /** one sentence */
  summary: string
}

export interface Objective {
  id: string
  /** completes "After this you can …" */
  text: string
}

/** A lesson as the index knows it, without its body. */
export interface LessonInfo {
  part: string
  slug: string
  title: string
  /** place within the part, from 1 */
  order: number
  /** reading time */
  minutes: number
  /** of each at least its id: the index that every page loads says no more */
  objectives: Pick<Objective, 'id'>[]
  /** the task at the end of a part, graded by running what was made */
  project: boolean
  /** `part/slug` of lessons to read before */
  requires: string[]
  /** what checks the objectives, in the order of the text */
  checks: Check[]
}

/** A question or a challenge as the index knows it. Its answers are kept under `part/slug#id`. */
export interface Check {
  id: string
  kind: (Question | Challenge)['kind']
  objective: string
}

export interface Source extends Omit<Work, 'lessons'> {
  /** "section 3.1"; empty where the whole work is meant */
  where: string
}

/** A work of the bibliography. */
export interface Work {
  id: string
  authors: string
  year: number
  title: string
  /** journal, conference or publisher */
  venue: string
  url: string | null
  /** `part/slug` of the lessons that cite it */
  lessons: string[]
}

export interface Section {
  slug: string
  title: string
}

export interface WidgetBlock {
  kind: 'widget'
  widget: string
  /** checked against the widget's own schema */
  params: Record<string, unknown>
  /** id of the prediction whose answer the figure shows: it is veiled until the learner has committed; null: none */
  veil: string | null
  /** what it shows in place of a veil, another passage or another setting; null: the veil */
  meanwhile: Record<string, unknown> | null
}

/** A guess that the learner commits to before the answer is shown. */
export interface Prediction {
  kind: 'predict'
  id: string
  /** markdown, as are all texts of questions */
  prompt: string
  choices: string[]
  /** index into `choices`; null where the learner's own model decides */
  answer: number | null
  reveal: string
}

interface Asked {
  id: string
  objective: string
  /** markdown, as are all texts of questions */
  prompt: string
}

/** Pick the one right answer. */
export interface ChoiceQuestion extends Asked {
  kind: 'choice'
  answers: Answer[]
}

/** Pick all right answers, and no other. */
export interface MultipleQuestion extends Asked {
  kind: 'multiple'
  answers: Answer[]
}

export interface Answer {
  text: string
  correct: boolean
  why: string
}

/** What a question has whose answer is typed or put in order. */
interface Hinted extends Asked {
  why: string
  /** one more is shown after each wrong answer; none gives the answer away */
  hints: string[]
}

export interface NumericQuestion extends Hinted {
  kind: 'numeric'
  answer: number
  /** the largest difference that still counts as right */
  tolerance: number
  /** "bits", shown after the field */
  unit: string
}

/** A word or a few, compared without regard to case, accents, punctuation and blanks at the ends. */
export interface ShortQuestion extends Hinted {
  kind: 'short'
  /** the first is the one that is shown */
  accepts: string[]
}

export interface OrderQuestion extends Hinted {
  kind: 'order'
  /** in the right order */
  items: string[]
  /** indices into `items`: the order in which they are first shown, never the right one */
  shuffled: number[]
}

export type Question = ChoiceQuestion | MultipleQuestion | NumericQuestion | ShortQuestion | OrderQuestion

/** A task done inside a widget; it is done when the goal holds over the widget's readings. */
export interface Challenge {
  kind: 'challenge'
  id: string
  objective: string
  /** markdown */
  task: string
  widget: string
  /** the widget's parameters at the start, checked against its schema */
  start: Record<string, unknown>
  goal: Goal
  /** what each reading is that the goal speaks of */
  readings: Record<string, string>
  hints: string[]
  solution: { params: Record<string, unknown>; words: string }
}

/** Real code of this repository, read when the course is built. */
export interface SourceBlock {
  kind: 'source'
  /** relative to the repository */
  file: string
  /** the declaration or region shown; null for the whole file */
  region: string | null
  /** the line of the file with which it begins, from 1 */
  firstLine: number
  code: Code
}

export interface CodeBlock {
  kind: 'code'
  language: string
  code: Code
}

/** Lines of highlighted code: each piece is its text and what it is, which is null for plain text. */
export type Code = (readonly [text: string, kind: CodeKind | null])[][]
export const CODE_KINDS = ['keyword', 'string', 'comment', 'constant', 'function'] as const
export type CodeKind = (typeof CODE_KINDS)[number]

export type Block = WidgetBlock | Prediction | Question | Challenge | SourceBlock | CodeBlock

export const isQuestion = (block: Block): block is Question => ['choice', 'multiple', 'numeric', 'short', 'order'].includes(block.kind)

/** Whether answers to it count for an objective. */
export const isCheck = (block: Block): block is Question | Challenge => block.kind === 'challenge' || isQuestion(block)

/** A word that the course explains. */
export interface Term {
  id: string
  /** as a heading would have it */
  term: string
  /** one or two sentences, markdown */
  short: string
  /** `part/slug` of the lesson that explains it; null where none is written yet */
  lesson: string | null
}

/** The words of one section, for search: no formulas, no code. */
export interface Passage {
  /** the section's anchor; null before the first heading */
  slug: string | null
  title: string
  text: string
}

export interface Lesson extends LessonInfo {
  summary: string
  objectives: Objective[]
  /** the first sentence that a learner reads */
  question: string
  /** markdown before the figure that stands beside the text; `::block{key=…}` refers to `blocks` */
  lead: string
  /** key of the figure that stands beside the text on wide screens */
  live: string | null
  /** that widget needs the whole width, so it stands above the text and not beside it */
  wide: boolean
  /** markdown after it */
  rest: string
  blocks: Record<string, Block>
  sections: Section[]
  sources: Source[]
  /** the HTML of its formulas, by `formulaKey` */
  formulas: Record<string, string>
  /** glossary terms that its text links to, in the order of the text */
  terms: Term[]
}

/** A letter of formulas, and what it stands for. */
export interface Notation {
  /** as TeX: `V`, `\alpha` */
  symbol: string
  /** markdown */
  meaning: string
  /** parts (`transformer`) and lessons (`language/n-grams`) where it holds; empty: wherever nothing else does */
  in: string[]
}

/** What search finds a lesson by. */
export interface Passages {
  /** `part/slug` */
  lesson: string
  passages: Passage[]
}

/** `part/slug`, a lesson's name in links and in what the browser keeps. */
export const lessonId = (lesson: { part: string; slug: string }): string => `${lesson.part}/${lesson.slug}`

export const formulaKey = (formula: string, display: boolean): string => (display ? `$$${formula}` : `$${formula}`)
