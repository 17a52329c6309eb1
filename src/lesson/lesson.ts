/** What a compiled lesson is: plain data, made from markdown when the course is built. */

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
  summary: string
  /** place within the part, from 1 */
  order: number
  /** reading time */
  minutes: number
  objectives: Objective[]
  /** `part/slug` of lessons to read before */
  requires: string[]
}

export interface Source {
  id: string
  /** "section 3.1"; empty where the whole work is meant */
  where: string
  authors: string
  year: number
  title: string
  /** journal, conference or publisher */
  venue: string
  url: string | null
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

export interface ChoiceQuestion {
  kind: 'choice'
  id: string
  objective: string
  prompt: string
  answers: { text: string; correct: boolean; why: string }[]
}

export interface NumericQuestion {
  kind: 'numeric'
  id: string
  objective: string
  prompt: string
  answer: number
  /** the largest difference that still counts as right */
  tolerance: number
  /** "bits", shown after the field */
  unit: string
  why: string
  /** shown after a wrong answer, without giving the number away */
  hint: string
}

export type Question = ChoiceQuestion | NumericQuestion
export type Block = WidgetBlock | Prediction | Question

export interface Lesson extends LessonInfo {
  /** the first sentence that a learner reads */
  question: string
  /** markdown before the figure that stands beside the text; `::block{key=…}` refers to `blocks` */
  lead: string
  /** key of the figure that stands beside the text on wide screens */
  live: string | null
  /** markdown after it */
  rest: string
  blocks: Record<string, Block>
  sections: Section[]
  sources: Source[]
}

/** `part/slug`, a lesson's name in links and in what the browser keeps. */
export const lessonId = (lesson: { part: string; slug: string }): string => `${lesson.part}/${lesson.slug}`
