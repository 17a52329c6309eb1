/** An assignment, version 2: what a class is asked to do, until when, and what counts. Plain data, checked before anything is done with it. */
import * as v from 'valibot'
import { countCharacters } from '../../core/tokenizer/countCharacters.ts'
import { canonical, hashOf } from '../canonical.ts'
import { TeachError } from '../teachError.ts'
import { type Item, idName, item, itemKey, lessonOf } from './items.ts'

export const LIMITS = {
  title: 120,
  note: 2000,
  items: 200,
  attempts: 99,
  ownLessons: 20,
  markdown: 200_000,
  textName: 120,
  characters: 4_000_000,
}

const digest = v.pipe(v.string('a hash is not text'), v.regex(/^[0-9a-f]{64}$/, 'a hash is not 64 hexadecimal digits'))
const whole = (what: string, low: number, high: number) =>
  v.pipe(
    v.number(`${what} is no number`),
    v.integer(`${what} is no whole number`),
    v.minValue(low, `${what} is below ${low}`),
    v.maxValue(high, `${what} is above ${high}`),
  )
const DUE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** A text of the instructor's own. `content` is there where it travels along. */
const ownText = v.strictObject({
  name: v.pipe(
    v.string('the name of its text is not text'),
    v.trim(),
    v.minLength(1, 'its text has no name'),
    v.maxLength(LIMITS.textName, 'the name of its text is too long'),
  ),
  sha256: digest,
  characters: whole('the length of its text', 1, LIMITS.characters),
  content: v.optional(v.pipe(v.string('its text is not text'), v.maxLength(2 * LIMITS.characters, 'its text is too long'))),
})

/** A lesson of the instructor's own, under `own/<id>`. `markdown` is there where it travels along. */
const ownLesson = v.strictObject({
  id: idName,
  sha256: digest,
  characters: whole('the length of a lesson', 1, LIMITS.markdown),
  markdown: v.optional(v.pipe(v.string('a lesson is not text'), v.maxLength(2 * LIMITS.markdown, 'a lesson is too long'))),
})

const schema = v.pipe(
  v.strictObject({
    title: v.pipe(
      v.string('its title is not text'),
      v.trim(),
      v.minLength(1, 'its title is empty'),
      v.maxLength(LIMITS.title, `its title has more than ${LIMITS.title} characters`),
    ),
    /** plain text, shown above the items */
    note: v.optional(
      v.pipe(v.string('its note is not text'), v.maxLength(LIMITS.note, `its note has more than ${LIMITS.note} characters`)),
      '',
    ),
    items: v.pipe(
      v.array(item, 'its items are no list'),
      v.minLength(1, 'it asks for nothing'),
      v.maxLength(LIMITS.items, `it asks for more than ${LIMITS.items} things`),
    ),
    /** percent of the points; null: none is set */
    passMark: v.optional(v.nullable(whole('its pass mark', 0, 100)), null),
    /** at each question and task; null: as many as a student likes */
    attempts: v.optional(v.nullable(whole('the number of attempts', 1, LIMITS.attempts)), null),
    /** a moment with its zone, `2027-03-01T23:59+01:00`; null: none is set */
    due: v.optional(
      v.nullable(
        v.pipe(
          v.string('its due date is not text'),
          v.check((text) => DUE.test(text) && Number.isFinite(Date.parse(text)), 'its due date is no moment with a time zone'),
        ),
      ),
      null,
    ),
    /** of the runs of its tasks; null: a student's own choice */
    seed: v.optional(v.nullable(whole('its seed', 0, 2 ** 32 - 1)), null),
    text: v.optional(v.nullable(ownText), null),
    lessons: v.optional(
      v.pipe(
        v.array(ownLesson, 'its own lessons are no list'),
        v.maxLength(LIMITS.ownLessons, `it has more than ${LIMITS.ownLessons} own lessons`),
      ),
      [],
    ),
  }),
  v.check(({ items }) => isSet(items.map(itemKey)), 'it asks for one thing twice'),
  v.check(({ lessons }) => isSet(lessons.map(({ id }) => id)), 'it has one own lesson twice'),
  v.check(
    ({ items, lessons }) => items.every((each) => !isOwn(lessonOf(each)) || lessons.some(({ id }) => lessonOf(each) === `${OWN}/${id}`)),
    'it asks for an own lesson that it does not have',
  ),
  v.check(({ text }) => !text || fits(text, text.content), 'its text is not the one that its hash is of'),
  v.check(({ lessons }) => lessons.every((each) => fits(each, each.markdown)), 'an own lesson is not the one that its hash is of'),
)

/** The part that lessons of an instructor's own are in. */
export const OWN = 'own'
const isOwn = (lesson: string | null): boolean => lesson?.startsWith(`${OWN}/`) ?? false
const isSet = (names: readonly string[]): boolean => new Set(names).size === names.length
const fits = ({ sha256 }: { sha256: string }, content: string | undefined): boolean => content === undefined || hashOf(content) === sha256

export type Assignment = v.InferOutput<typeof schema>
/** As an instructor writes it: what has a usual value may be left out. */
export type AssignmentInput = v.InferInput<typeof schema>
export type { Item, Task } from './items.ts'
export { itemKey, lessonOf } from './items.ts'

/** @param before begins the sentence: "This link cannot be read:" @throws TeachError 'bad-assignment' */
export function checkAssignment(value: unknown, before: string, hint: string): Assignment {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  throw new TeachError('bad-assignment', `${before} ${saying(result.issues[0])}.`, hint)
}

/** What is wrong with a draft, as the end of "it cannot be handed out: …"; null where nothing is. */
export function faultOf(draft: unknown): string | null {
  const result = v.safeParse(schema, draft, { abortEarly: true })
  return result.success ? null : saying(result.issues[0])
}

const saying = (issue: v.BaseIssue<unknown>): string =>
  issue.type === 'strict_object' ? 'it lacks a part, or has one too many' : issue.message

/** By which receipts know their assignment: the same for the link, the zip and the file, with or without its texts. */
export const assignmentHash = (assignment: Assignment): string => hashOf(canonical(slim(withoutTexts(assignment))))

/** Without the contents that may travel apart. */
export function withoutTexts(assignment: Assignment): Assignment {
  const { content: _, ...text } = assignment.text ?? { content: undefined }
  return {
    ...assignment,
    text: assignment.text ? (text as NonNullable<Assignment['text']>) : null,
    lessons: assignment.lessons.map(({ markdown: _, ...lesson }) => lesson),
  }
}

/** What is as usual is left out; reading puts it back. */
export function slim(assignment: Assignment): AssignmentInput {
  const { note, passMark, attempts, due, seed, text, lessons, ...always } = assignment
  return {
    ...always,
    items: assignment.items.map(slimItem),
    ...(note !== '' && { note }),
    ...(passMark !== null && { passMark }),
    ...(attempts !== null && { attempts }),
    ...(due !== null && { due }),
    ...(seed !== null && { seed }),
    ...(text !== null && { text }),
    ...(lessons.length > 0 && { lessons }),
  }
}

function slimItem(item: Item): AssignmentInput['items'][number] {
  const { points, ...rest } = item
  const slimmed = points === 1 ? rest : { ...rest, points }
  if (slimmed.kind !== 'task') return slimmed
  const { text, goal, model, ...always } = slimmed
  return { ...always, ...(text !== '' && { text }), ...(goal !== '' && { goal }), ...(model && { model }) }
}

/** A text with its name, as an assignment carries it. */
export const ownTextOf = (name: string, content: string): NonNullable<Assignment['text']> => ({
  name,
  sha256: hashOf(content),
  characters: countCharacters(content),
  content,
})

/** A lesson of one's own, as an assignment carries it. */
export const ownLessonOf = (id: string, markdown: string): Assignment['lessons'][number] => ({
  id,
  sha256: hashOf(markdown),
  characters: countCharacters(markdown),
  markdown,
})
