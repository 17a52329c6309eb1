/** What is kept of a learner's way through the course: its shape, how it is read, and how two of them become one. */
import * as v from 'valibot'

const finite = v.pipe(v.number(), v.finite())
const time = finite
const index = v.pipe(v.number(), v.integer(), v.minValue(0))

/** An answer as it was given: the index of a choice or a number, words, or indices (those picked, or in the order they were put). */
const given = v.union([v.number(), v.string(), v.array(v.number())])
/** percent, 50 to 100; null where the learner did not say */
const sure = v.nullable(v.pipe(v.number(), v.minValue(50), v.maxValue(100)))
const guess = v.object({
  choice: index,
  confidence: sure,
  at: time,
})
const answered = { tried: v.array(given), right: v.boolean(), at: time }
const schemas = {
  /** every guess, oldest first; the ledger counts the first. `again`: asked anew. `outcome`: what it was, where only the learner saw it */
  predictions: v.object({ guesses: v.pipe(v.array(guess), v.minLength(1)), again: v.boolean(), outcome: v.nullable(index) }),
  /** by figure and settings: a number that was foretold, how near counts as right, and what was measured (null: not yet); the first one
   * stands. With `choices` the guess and what came are indices of them */
  estimates: v.object({
    title: v.string(),
    asked: v.string(),
    unit: v.string(),
    choices: v.optional(v.array(v.string())),
    guess: finite,
    within: v.pipe(finite, v.minValue(0)),
    confidence: sure,
    at: time,
    outcome: v.nullable(finite),
  }),
  /** answers since the question was last asked, and whether the last one was right; a challenge has one when it is done. `earlier`: those
   * from before it was asked anew, oldest first */
  answers: v.object({ ...answered, earlier: v.optional(v.array(v.object(answered))) }),
  /** a question that was missed, or one about a text that was read, and how it went each time it was asked since, oldest first */
  reviews: v.array(v.object({ at: time, right: v.boolean() })),
  /** where reading stopped: the nth element of the text, so many pixels below the top of the screen; and the share of the text above it */
  places: v.object({ element: index, offset: v.number(), share: v.number(), at: time }),
  notes: v.object({ text: v.string(), at: time }),
  /** under its id in the bibliography: a text of the reading list that was read, and what the learner wrote down of it */
  read: v.object({ text: v.string(), at: time }),
  /** under `now`: the instructor's link that the learner follows */
  assignment: v.object({ link: v.string(), at: time }),
  /** under `board/gpt`: what a model that was trained in a figure reached, and wrote; with other settings it is another run */
  scores: v.object({ bits: v.number(), written: v.string(), settings: v.string(), at: time }),
  /** code that the learner writes, by exercise; `passed`: it has passed all tests as it stands */
  code: v.object({ text: v.pipe(v.string(), v.maxLength(100_000)), passed: v.boolean(), at: time }),
  /** under a project's name: what a model reached on held-out data, beside what needs none, and whether it was published */
  projects: v.object({
    title: v.string(),
    measure: v.string(),
    reached: v.number(),
    baseline: v.number(),
    heldOut: index,
    settings: v.string(),
    /** when; null: not yet */
    published: v.nullable(v.pipe(time, v.minValue(1))),
    at: time,
  }),
  /** under `<assignment>/<item>`: what was done for it, oldest first, in the words of `src/pages/assigned/record/` */
  attempts: v.array(v.looseObject({ at: time })),
  /** what is being written: a student's words and name, by assignment, and an instructor's assignments */
  drafts: v.object({ draft: v.unknown(), at: time }),
}

export type Kind = keyof typeof schemas
/** By kind, then by key: `part/lesson#question` for what is asked, `part/lesson` for places and notes. */
export type Kept = { [K in Kind]: Record<string, Fact<K>> }
export type Fact<K extends Kind> = v.InferOutput<(typeof schemas)[K]>

export type Given = v.InferOutput<typeof given>
export type Guess = v.InferOutput<typeof guess>
export type Predicted = Fact<'predictions'>
export type Estimate = Fact<'estimates'>
export type Attempt = Fact<'answers'>
export type Review = Fact<'reviews'>[number]
export type Place = Fact<'places'>
export type Score = Fact<'scores'>
export type Code = Fact<'code'>
export type Project = Fact<'projects'>
export type Read = Fact<'read'>

export const KINDS = Object.keys(schemas) as Kind[]

export const nothing = (): Kept => ({
  predictions: {},
  estimates: {},
  answers: {},
  reviews: {},
  places: {},
  notes: {},
  read: {},
  assignment: {},
  scores: {},
  code: {},
  projects: {},
  attempts: {},
  drafts: {},
})

/** A fact as it was stored, or undefined where it is none of ours. */
export function readFact<K extends Kind>(kind: K, value: unknown): Fact<K> | undefined {
  const read = v.safeParse(schemas[kind], value)
  return read.success ? (read.output as Fact<K>) : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The facts alone, without whatever else `state` holds. */
export const keptOf = (state: Kept): Kept => Object.fromEntries(KINDS.map((kind) => [kind, state[kind]])) as Kept

/** Whatever is valid in `value`; `left` counts what is not. */
export function readKept(value: unknown): { kept: Kept; left: number } {
  const kept = nothing()
  let left = 0
  if (!isObject(value)) return { kept, left: 1 }
  for (const [kind, facts] of Object.entries(value)) {
    if (!isObject(facts)) left++
    else
      for (const [key, stored] of Object.entries(facts)) {
        const fact = KINDS.includes(kind as Kind) && key !== '__proto__' ? readFact(kind as Kind, stored) : undefined
        if (fact === undefined) left++
        else put(kept, kind as Kind, key, fact)
      }
  }
  return { kept, left }
}

export function put<K extends Kind>(kept: Kept, kind: K, key: string, fact: Fact<K>): void {
  ;(kept[kind] as Record<string, Fact<K>>)[key] = fact
}

/** Two facts about the same thing as one that loses neither. */
const joins: { [K in Kind]: (mine: Fact<K>, theirs: Fact<K>) => Fact<K> } = {
  predictions: (a, b) => ({
    guesses: union(a.guesses, b.guesses),
    again: a.again && b.again,
    outcome: a.outcome ?? b.outcome,
  }),
  estimates(a, b) {
    const [first, second] = a.at <= b.at ? [a, b] : [b, a]
    return { ...first, outcome: first.outcome ?? second.outcome }
  },
  answers(a, b) {
    const stands = a.right === b.right ? later(a, b) : a.right ? a : b
    const earlier = union(a.earlier ?? [], b.earlier ?? [])
    return earlier.length > 0 ? { ...stands, earlier } : stands
  },
  reviews: union,
  places: later,
  notes: bothTexts,
  read: (a, b) => ({ ...bothTexts(a, b), at: Math.min(a.at, b.at) }),
  assignment: later,
  scores: later,
  code(a, b) {
    if (a.text === b.text) return { text: a.text, passed: a.passed || b.passed, at: Math.max(a.at, b.at) }
    if (holds(a.text, b.text)) return a
    if (holds(b.text, a.text)) return b
    const [first, second] = a.at <= b.at ? [a, b] : [b, a]
    return { ...second, text: `${second.text}\n${asComment(first.text)}` }
  },
  attempts: union,
  drafts: later,
  projects: (a, b) => ({ ...later(a, b), published: Math.max(a.published ?? 0, b.published ?? 0) || null }),
}

function bothTexts<T extends { text: string; at: number }>(a: T, b: T): { text: string; at: number } {
  if (a.text.includes(b.text)) return a
  if (b.text.includes(a.text)) return b
  const [first, second] = a.at <= b.at ? [a, b] : [b, a]
  return { text: `${first.text}\n\n${second.text}`, at: second.at }
}

const holds = (code: string, other: string): boolean => code.includes(other) || code.includes(asComment(other))

/** Code of another copy, so that it runs no more and is not lost. */
const asComment = (code: string): string => `// Another copy had:\n${code.replace(/^/gm, '// ')}\n`

/** What `theirs` adds to or changes in `mine`; laid over `mine` it holds all of both. */
export function additions(mine: Kept, theirs: Kept): Kept {
  const changed = nothing()
  const compare = <K extends Kind>(kind: K): void => {
    for (const [key, fact] of Object.entries(theirs[kind]) as [string, Fact<K>][]) {
      const known = Object.hasOwn(mine[kind], key) ? (mine[kind][key] as Fact<K>) : undefined
      const joined = known === undefined ? fact : joins[kind](known, fact)
      if (JSON.stringify(joined) !== JSON.stringify(known)) put(changed, kind, key, joined)
    }
  }
  KINDS.forEach(compare)
  return changed
}

function union<T extends { at: number }>(a: readonly T[], b: readonly T[]): T[] {
  const all = new Map([...a, ...b].map((each) => [JSON.stringify(each), each]))
  return [...all].sort(([textA, x], [textB, y]) => x.at - y.at || (textA < textB ? -1 : 1)).map(([, each]) => each)
}

function later<T extends { at: number }>(a: T, b: T): T {
  return b.at > a.at ? b : a
}
