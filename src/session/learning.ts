/** The learner's way through the course: guesses, answers, reviews, places, notes; kept in this browser. */
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { openRecords, type Records } from '../storage/records.ts'
import { OLD, readOld } from './learning/old.ts'
import {
  additions,
  type Code,
  type Estimate,
  type Fact,
  type Given,
  type Kept,
  type Kind,
  KINDS,
  nothing,
  type Place,
  type Project,
  put,
  readFact,
  type Score,
} from './learning/record.ts'
import { packedCode, recordsName } from './packed.ts'
import { browserKeep } from './settings.ts'

export type { Attempt, Code, Estimate, Given, Guess, Kept, Place, Predicted, Project, Read, Review, Score } from './learning/record.ts'

/** Questions that are asked in a review have this before their key; answers to them are not kept, only how it went. */
export const REVIEW = 'review/'

/** Questions of a lesson that is not the course's have this before their key. They are not reviewed: the course could not ask them. */
export const OWN = 'own/'

/** The review of a text of the reading list, as of a question that the lesson with the list asks. @param work its id in the bibliography */
export const readingKey = (work: string): string => `${READING_LESSON}#read-${work}`
const READING_LESSON = 'keeping-up/where-to-follow'

/** A question that is asked anew more often keeps its last ones. */
const MOST_EARLIER = 50

export interface Learning extends Kept {
  /** what was kept has been read */
  ready: boolean
  /** false: this browser refuses to keep anything */
  lasts: boolean
  /** `confidence` in percent, 50 to 100 */
  predict(key: string, choice: number, confidence?: number | null): void
  /** Asks for the prediction anew; the first guess stays in the ledger. */
  unpredict(key: string): void
  /** What it turned out to be, said by the learner where only their own model knows. */
  mark(key: string, outcome: number): void
  /** Foretells a number that will be measured, or which of some choices it will be; the first one stands. */
  estimate(key: string, said: Omit<Estimate, 'at' | 'outcome'>): void
  /** It was measured; of a number that nobody foretold, nothing is kept. */
  settle(key: string, outcome: number): void
  answer(key: string, given: Given, right: boolean): void
  /** Asks the question anew. What was answered before is kept beside, so that an assignment can count it; of a review nothing is. */
  retry(key: string): void
  /** A challenge's goal was reached. */
  solve(key: string): void
  reviewed(key: string, right: boolean): void
  reach(lesson: string, place: Omit<Place, 'at'>): void
  note(lesson: string, text: string): void
  /** A text of the reading list was read: its question comes back in reviews. Said again, it changes the learner’s sentence alone. */
  addRead(work: string, text: string): void
  /** It was not read after all: its question leaves the reviews. */
  removeRead(work: string): void
  /** Follows an instructor's link; null leaves it. */
  follow(link: string | null): void
  /** Keeps the code of an exercise; null forgets it. */
  write(exercise: string, code: Omit<Code, 'at'> | null): void
  /** What a model that was trained in a figure reached. */
  score(key: string, score: Omit<Score, 'at'>): void
  /** What a project's model reached; a better one takes its place, and a worse one does not. */
  finish(project: string, reached: Omit<Project, 'at' | 'published'>): void
  /** The project's model was made a page. */
  publish(project: string): void
  /** Adds what was done for an item of an assignment; `at` is now, unless it says when it was. */
  attempt(key: string, attempt: Record<string, unknown>): void
  /** Keeps what is being written; null forgets it. */
  draft(key: string, draft: unknown): void
  /** Adds what another copy has; resolves when it is kept. */
  merge(other: Kept): Promise<number>
  /** Forgets all of it. */
  erase(): Promise<void>
}

/** @param now milliseconds since 1970 */
export function createLearning(records: Records, now: () => number = Date.now): StoreApi<Learning> {
  return createStore<Learning>((set, get) => {
    const show = <K extends Kind>(kind: K, key: string, fact: Fact<K> | undefined): void => {
      const { [key]: _, ...rest } = get()[kind] as Record<string, Fact<K>>
      set({ [kind]: fact === undefined ? rest : { ...rest, [key]: fact } } as Partial<Learning>)
    }
    const change = async <K extends Kind>(kind: K, key: string, fact: Fact<K> | undefined): Promise<void> => {
      show(kind, key, fact)
      if (key.startsWith(REVIEW)) return
      const place = `${kind} ${key}`
      await (fact === undefined ? records.remove(place) : records.put(place, fact)).catch(() => set({ lasts: false }))
    }
    const addAll = (facts: Kept): Promise<void>[] =>
      KINDS.flatMap((kind) => Object.entries(facts[kind]).map(([key, fact]) => change(kind, key, fact as Fact<typeof kind>)))
    const review = (key: string, right: boolean) => change('reviews', key, [...(get().reviews[key] ?? []), { at: now(), right }])

    records.onChange((place, value) => {
      const [kind, key] = split(place)
      if (kind) show(kind, key, value === undefined ? undefined : readFact(kind, value))
    })
    void records.all().then(
      (all) => {
        const kept = nothing()
        for (const [place, value] of all) {
          const [kind, key] = split(place)
          const fact = kind && readFact(kind, value)
          if (kind && fact !== undefined) put(kept, kind, key, fact)
        }
        // What was done while this was read stands beside what was read.
        const fresh = additions(get(), kept)
        set({ ...Object.fromEntries(KINDS.map((kind) => [kind, { ...get()[kind], ...fresh[kind] }])), ready: true })
      },
      () => set({ ready: true, lasts: false }),
    )

    return {
      ...nothing(),
      ready: false,
      lasts: true,
      predict(key, choice, confidence = null) {
        const { guesses = [], outcome = null } = get().predictions[key] ?? {}
        void change('predictions', key, { guesses: [...guesses, { choice, confidence, at: now() }], again: false, outcome })
      },
      unpredict(key) {
        const known = get().predictions[key]
        if (known) void change('predictions', key, { ...known, again: true })
      },
      mark(key, outcome) {
        const known = get().predictions[key]
        if (known) void change('predictions', key, { ...known, outcome })
      },
      estimate(key, said) {
        if (!get().estimates[key]) void change('estimates', key, { ...said, at: now(), outcome: null })
      },
      settle(key, outcome) {
        const known = get().estimates[key]
        if (known?.outcome === null) void change('estimates', key, { ...known, outcome })
      },
      answer(key, given, right) {
        const { tried = [], earlier } = get().answers[key] ?? {}
        void change('answers', key, { tried: [...tried, given], right, at: now(), ...(earlier && { earlier }) })
        // The first answer tells what is known; later ones are informed by the explanations.
        if (tried.length === 0 && !key.startsWith(REVIEW) && !key.startsWith(OWN) && (!right || get().reviews[key])) void review(key, right)
      },
      retry(key) {
        const known = get().answers[key]
        if (!known || key.startsWith(REVIEW)) return void change('answers', key, undefined)
        const { earlier = [], ...last } = known
        const all = last.tried.length > 0 ? [...earlier, last] : earlier
        void change('answers', key, { tried: [], right: false, at: now(), earlier: all.slice(-MOST_EARLIER) })
      },
      solve(key) {
        if (!get().answers[key]?.right) get().answer(key, 'done', true)
      },
      reviewed: (key, right) => void review(key, right),
      reach: (lesson, place) => void change('places', lesson, { ...place, at: now() }),
      note: (lesson, text) => void change('notes', lesson, text.trim() ? { text, at: now() } : undefined),
      addRead(work, text) {
        void change('read', work, { text: text.trim(), at: get().read[work]?.at ?? now() })
        if (!get().reviews[readingKey(work)]) void review(readingKey(work), true)
      },
      removeRead(work) {
        void change('read', work, undefined)
        void change('reviews', readingKey(work), undefined)
      },
      follow: (link) => void change('assignment', 'now', link === null ? undefined : { link, at: now() }),
      write: (exercise, code) => void change('code', exercise, code ? { ...code, at: now() } : undefined),
      finish(project, reached) {
        const before = get().projects[project]
        if (before && before.reached >= reached.reached) return
        void change('projects', project, { ...reached, published: before?.published ?? null, at: now() })
      },
      publish(project) {
        const known = get().projects[project]
        if (known) void change('projects', project, { ...known, published: now() })
      },
      score: (key, score) => void change('scores', key, { ...score, at: now() }),
      attempt: (key, attempt) => void change('attempts', key, [...(get().attempts[key] ?? []), { at: now(), ...attempt }]),
      draft: (key, draft) => void change('drafts', key, draft === null ? undefined : { draft, at: now() }),
      async merge(other) {
        const changes = addAll(additions(get(), other))
        await Promise.all(changes)
        return changes.length
      },
      async erase() {
        set(nothing())
        await records.clear()
      },
    }
  })
}

/** `answers start/a#b` → its kind, or undefined for what another version kept, and the key. */
function split(place: string): [kind: Kind | undefined, key: string] {
  const at = place.indexOf(' ')
  return [KINDS.find((kind) => kind === place.slice(0, at)), place.slice(at + 1)]
}

export const learning = createLearning(openRecords(recordsName, browserKeep))
const old = packedCode ? null : readOld(browserKeep)
if (old)
  void learning
    .getState()
    .merge(old)
    .then(() => {
      for (const key of OLD) browserKeep.set(key, null)
    })

export const useLearning = <T>(select: (learning: Learning) => T): T => useStore(learning, select)

/** The guess that stands; undefined where none does, or where it is asked anew. */
export const standing = (predicted: Learning['predictions'][string] | undefined): number | undefined =>
  predicted && !predicted.again ? predicted.guesses.at(-1)?.choice : undefined
