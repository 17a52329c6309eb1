/** Runs a learner's code against the core's numbers, and says which number is wrong first and what that usually means. */
import type { Call, Numbers, Thrown } from '../sandbox/messages.ts'
import type { Outcome, Run } from '../sandbox/run.ts'
import { exercises } from './all.ts'
import { type Exercise, EXERCISES, type ExerciseId, type Known, type Test } from './exercise.ts'
import { alike, firstWrong, furthest, type Wrong } from './numbers.ts'
import { stripTypes } from './strip.ts'

/** Of all tests together; every one of them takes well under a second where the code does not go astray. */
const SECONDS = 20

export interface Tested {
  name: string
  hidden: boolean
  passed: boolean
  /** what is wrong, in one sentence; null where nothing is */
  said: string | null
  /** what that usually means; null where it is not known */
  means: string | null
  /** what was compared, for drawing: the first result that is wrong, or the first of all */
  compared: { label: string; got: Numbers | null; want: Numbers; wrong: Wrong | null } | null
}

export interface Checked {
  tests: Tested[]
  passed: number
  /** the largest difference from the core's numbers, over all tests */
  difference: number
  /** the code could not be read, or threw at once */
  broken: Thrown | null
  log: readonly string[]
}

/** The code that an exercise builds on, piece by piece; of the pieces that are not given, the lessons' own. */
export type Pieces = Partial<Record<ExerciseId, string>>

export const before = (id: ExerciseId): ExerciseId[] => EXERCISES.slice(0, EXERCISES.indexOf(id))

/** @throws PlainError where the sandbox does not open */
export async function check(
  id: ExerciseId,
  source: string,
  { known, run, pieces = {}, signal }: { known: Known; run: Run; pieces?: Pieces; signal?: AbortSignal },
): Promise<Checked> {
  const exercise = exercises[id]
  const earlier = await earlierCode(id, pieces)
  const stripped = await stripTypes(source)
  if ('error' in stripped) return failedAll(exercise, known, stripped.error)
  const calls = exercise.tests.map(({ body, given }): Call => ({ body, given: given(known) }))
  const outcome = await run({ code: `${earlier}${stripped.code}`, calls }, { seconds: SECONDS, ...(signal ? { signal } : {}) })
  const shift = earlier.split('\n').length - 1
  const own = (thrown: Thrown): Thrown => ({ ...thrown, line: thrown.line !== null && thrown.line > shift ? thrown.line - shift : null })
  if (outcome.broken) return { ...failedAll(exercise, known, own(outcome.broken)), log: outcome.log }
  const tests = exercise.tests.map((test, i) => tested(test, known, outcome, i, own))
  const first = tests.findIndex(({ passed }) => !passed)
  // What one begins with is no mistake.
  if (first >= 0 && source.trim() !== exercise.start.trim()) {
    const meaning = await meaningOf(exercise, first, outcome, { known, run, ...(signal ? { signal } : {}) })
    tests[first] = { ...tests[first]!, means: meaning ?? tests[first]!.means }
  }
  return {
    tests,
    passed: tests.filter(({ passed }) => passed).length,
    difference: differenceOf(exercise, known, outcome),
    broken: null,
    log: outcome.log,
  }
}

/** JavaScript of all pieces before this one, each ending with a line end. */
export async function earlierCode(id: ExerciseId, pieces: Pieces): Promise<string> {
  const parts = await Promise.all(
    before(id).map(async (each) => {
      const mine = pieces[each] === undefined ? null : await stripTypes(pieces[each])
      const stripped = mine && 'code' in mine ? mine : await stripTypes(exercises[each].solution)
      return 'code' in stripped ? `${stripped.code}\n` : ''
    }),
  )
  return parts.join('')
}

function tested(test: Test, known: Known, { came, why }: Outcome, i: number, own: (thrown: Thrown) => Thrown): Tested {
  const { name, hidden = false } = test
  const base = { name, hidden, passed: false, means: null, compared: null }
  const answer = came[i]
  if (!answer) return { ...base, said: ENDED[why] ?? 'It was not reached.' }
  if ('error' in answer) {
    const { message, line } = own(answer.error)
    return { ...base, said: line === null ? message : `Line ${line}: ${message}` }
  }
  const expected = Object.entries(test.expected(known))
  for (const [key, want] of expected) {
    const got = answer.numbers[key]
    const wrong = firstWrong(got, want)
    if (!wrong) continue
    const label = key === 'out' ? (test.label ?? key) : key
    return {
      ...base,
      said: sayWrong(label, wrong, got, want),
      means: wrong.kind === 'number' ? (test.about?.(wrong.place, wrong.got) ?? usual(got!)) : null,
      compared: { label, got: got ?? null, want, wrong },
    }
  }
  const [key, want] = expected[0]!
  return {
    ...base,
    passed: true,
    said: null,
    compared: { label: key === 'out' ? (test.label ?? key) : key, got: answer.numbers[key] ?? null, want, wrong: null },
  }
}

const ENDED: Partial<Record<Outcome['why'], string>> = {
  time: `It was not done after ${SECONDS} seconds and was stopped: is there a loop that does not end?`,
  flood: 'It wrote so much to the console that it was stopped.',
  size: 'It gave more numbers than the page takes.',
  crash: 'It took so much memory that the browser ended it.',
  stopped: 'It was stopped.',
}

function sayWrong(label: string, { kind, place, got, want }: Wrong, tensor: Numbers | undefined, wanted: Numbers): string {
  if (kind === 'missing') return `${label} was not returned.`
  if (kind === 'shape') return `${label} has the shape [${tensor!.shape.join(', ')}], and should have [${wanted.shape.join(', ')}].`
  return `${label}${place.map((n) => `[${n}]`).join('')} is ${said(got)}, and should be ${said(want)}.`
}

/** Four digits, and no more zeros than are needed. */
const said = (x: number): string => (Number.isFinite(x) ? String(Number(x.toPrecision(4))).replace('-', '−') : String(x).replace('-', '−'))

/** What is known of wrong numbers without knowing the code. */
function usual({ data }: Numbers): string | null {
  if (data.every((x) => x === 0)) return 'Nothing has been written there yet: all of it is 0.'
  if (data.some(Number.isNaN)) return 'NaN comes of 0/0, of ∞ − ∞, of a root of a negative number, or of reading past the end of an array.'
  return null
}

/** Which known mistake gives exactly these numbers. */
async function meaningOf(
  exercise: Exercise,
  failed: number,
  outcome: Outcome,
  { known, run, signal }: { known: Known; run: Run; signal?: AbortSignal },
): Promise<string | null> {
  const answer = outcome.came[failed]
  if (!answer || 'error' in answer || signal?.aborted) return null
  const { body, given } = exercise.tests[failed]!
  const around = given(known)
  const wrong = await Promise.all(exercise.mistakes.map(async (mistake) => stripTypes(mistaken(exercise, mistake))))
  const calls = wrong.map((stripped): Call => ({ body: `${'code' in stripped ? stripped.code : ''}\n${body}`, given: around }))
  const { came } = await run({ code: await earlierCode(exercise.id, {}), calls }, { seconds: SECONDS, ...(signal ? { signal } : {}) })
  const found = came.findIndex((each) => each && 'numbers' in each && alike(answer.numbers, each.numbers))
  return exercise.mistakes[found]?.says ?? null
}

/** The lesson's code with a mistake in it. */
export function mistaken({ id, solution }: Exercise, mistake: Exercise['mistakes'][number]): string {
  return [mistake.change, ...(mistake.also ? [mistake.also] : [])].reduce((code, [from, to]) => {
    if (!code.includes(from)) throw new Error(`the mistake ${mistake.id} changes what does not stand in the code of ${id}: ${from}`)
    return code.replace(from, () => to)
  }, solution)
}

const differenceOf = (exercise: Exercise, known: Known, { came }: Outcome): number =>
  exercise.tests.reduce((top, test, i) => {
    const answer = came[i]
    const numbers = answer && 'numbers' in answer ? answer.numbers : {}
    return Object.entries(test.expected(known)).reduce((all, [key, want]) => Math.max(all, furthest(numbers[key], want)), top)
  }, 0)

function failedAll(exercise: Exercise, known: Known, broken: Thrown): Checked {
  const nothing: Outcome = { came: exercise.tests.map(() => null), broken, log: [], why: 'done' }
  return {
    tests: exercise.tests.map(({ name, hidden = false }) => ({ name, hidden, passed: false, said: null, means: null, compared: null })),
    passed: 0,
    difference: differenceOf(exercise, known, nothing),
    broken,
    log: [],
  }
}
