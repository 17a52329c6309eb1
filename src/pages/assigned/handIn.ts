/** Makes the receipt of what was done for an assignment, models and all; and takes up again what a receipt holds. */
import { unzipSync } from 'fflate'
import type { PlainError } from '../../core/errors.ts'
import type { Estimate, Learning } from '../../session/learning.ts'
import { type Kept, nothing } from '../../session/learning/record.ts'
import type { CoreApi } from '../../worker/protocol.ts'
import { hashOf } from '../../teach/canonical.ts'
import { type Assignment, type Item, itemKey } from '../../teach/assignment/assignment.ts'
import { readReceipt, misfit } from '../../teach/receipt/read.ts'
import { type Attempt, type EstimateRecord, type ItemRecord, type ModelRecord, RECEIPT_LIMITS } from '../../teach/receipt/receipt.ts'
import { writeReceipt } from '../../teach/receipt/write.ts'
import { TeachError } from '../../teach/teachError.ts'
import { lessonId } from '../../lesson/lesson.ts'
import { bodyOf, type Entry, type Found, findBlock } from '../course/course.ts'
import { type Assigned, askedOf, placeOf } from './readAssigned.ts'
import { type Tried, triedAt } from './record/facts.ts'
import { EMPTY, latest, moment, recordsOf } from './record/records.ts'
import { standingOf } from './record/standing.ts'
import { wordsAt } from './tasks/words.ts'

export interface HandedIn {
  fileName: string
  data: Uint8Array<ArrayBuffer>
  /** what could not be put into it, a sentence each */
  left: string[]
}

type Record = Pick<Learning, 'attempts' | 'predictions' | 'estimates' | 'drafts'>
type Exports = Pick<CoreApi, 'exportZip'>

/** @param now milliseconds since 1970 @throws TeachError 'bad-receipt' */
export async function makeReceipt(
  assigned: Assigned,
  kept: Record,
  student: string,
  core: Exports,
  { now = Date.now(), find = blockIn(assigned) }: { now?: number; find?: (key: string) => Promise<Pick<Found, 'block'> | null> } = {},
): Promise<HandedIn> {
  const left: string[] = []
  const models = new Map<string, Map<string, Uint8Array>>()
  const judged = await Promise.all(recordsOf(assigned, kept).map((record) => withOutcomes(record, kept, find)))
  const records = await withEstimates(assigned, judged, kept)
  const scored = standingOf(assigned, records)
  for (const [i, item] of assigned.items.entries()) {
    if (item.kind !== 'task' || !item.model) continue
    const record = records.find((each) => each.item === item.id)
    const best = scored.items[i]!.best
    if (!record || best === null) continue
    const id = latest(triedAt(kept, placeOf(assigned, item.id)))[best]?.model
    const found = id === null || id === undefined ? 'is not known to this browser' : await modelOf(id, core)
    if (typeof found === 'string') left.push(`The model of “${item.title}” ${found}: the receipt has its readings and not its weights.`)
    else {
      models.set(item.id, found.files)
      record.attempts[best] = { ...record.attempts[best]!, model: found.record }
    }
  }
  const data = writeReceipt(
    {
      assignment: { sha256: assigned.hash, title: assigned.title },
      student: student.trim(),
      at: new Date(now).toISOString(),
      items: records,
    },
    models,
  )
  return { fileName: receiptName(assigned, student, now), data, left }
}

/** Guesses with whether they were right, as the lesson says, or as the learner saw where only their own model could tell. */
async function withOutcomes(
  record: ItemRecord,
  kept: Pick<Learning, 'predictions'>,
  find: (key: string) => Promise<Pick<Found, 'block'> | null>,
): Promise<ItemRecord> {
  const judged = async (attempt: Attempt): Promise<Attempt> => ({
    ...attempt,
    predictions: await Promise.all(
      attempt.predictions.map(async (each) => {
        const block = (await find(each.key))?.block
        const answer = (block?.kind === 'predict' ? block.answer : null) ?? kept.predictions[each.key]?.outcome ?? null
        return { ...each, right: answer === null ? null : each.choice === answer }
      }),
    ),
  })
  return { ...record, attempts: await Promise.all(record.attempts.map(judged)) }
}

const blockIn =
  ({ entries }: Assigned) =>
  (key: string): Promise<Found | null> =>
    // A lesson that cannot be compiled says nothing of what was right.
    findBlock(key, entries).catch(() => null)

/** With what was foretold to the figures of each lesson and task: the last attempt holds all of it, one before the due date what was said by then. */
async function withEstimates(assigned: Assigned, records: readonly ItemRecord[], kept: Pick<Kept, 'estimates'>): Promise<ItemRecord[]> {
  const all = Object.entries(kept.estimates).sort(([, a], [, b]) => a.at - b.at)
  if (all.length === 0) return [...records]
  const due = assigned.due === null ? Number.POSITIVE_INFINITY : Date.parse(assigned.due)
  const found = await Promise.all(
    assigned.items.map(async (item): Promise<ItemRecord[]> => {
      const record = records.find((each) => each.item === itemKey(item))
      const figures = await figuresOf(assigned, item)
      const own = all.filter(([key]) => figures.some((figure) => key.startsWith(`${figure}/`)))
      if (own.length === 0) return record ? [record] : []
      // Words on a figure are no attempt at a task.
      if (!record && item.kind === 'task') return []
      const attempts = record?.attempts ?? [
        { ...EMPTY, at: moment(Math.max(...own.map(([, { at }]) => at))), asked: askedOf(assigned, item) },
      ]
      return [
        {
          item: itemKey(item),
          attempts: attempts.map((attempt, i) => {
            const until = i === attempts.length - 1 ? Number.POSITIVE_INFINITY : item.kind === 'task' ? Date.parse(attempt.at) : due
            const said = own.filter(([, { at }]) => at <= until)
            return said.length > 0 ? { ...attempt, estimates: said.slice(0, RECEIPT_LIMITS.estimates).map(estimateIn) } : attempt
          }),
        },
      ]
    }),
  )
  return found.flat()
}

const estimateIn = ([key, { at: _, ...said }]: [string, Estimate]): EstimateRecord => ({ key, ...said })

/** The figures of a lesson or a task, by their names. */
async function figuresOf(assigned: Pick<Assigned, 'entries'>, item: Item): Promise<string[]> {
  if (item.kind === 'task') return item.where.kind === 'widget' ? [item.where.widget] : []
  if (item.kind === 'question') return []
  const entry: Entry | undefined = assigned.entries.find((each) => lessonId(each) === item.lesson)
  const body = entry && (await bodyOf(entry).catch(() => null))
  return Object.values(body?.blocks ?? {}).flatMap((block) => (block.kind === 'widget' || block.kind === 'challenge' ? [block.widget] : []))
}

/** What a measure needs of a model; the state of its optimizer, twice as large as the weights, is none of it. */
const HANDED_IN =
  /^(config|generation_config|tokenizer|tokenizer_config|vocab|run|special_tokens_map)\.json$|^merges\.txt$|^model.*\.safetensors$/

/** Or why it cannot be handed in, as the end of "The model of … ". */
async function modelOf(id: string, core: Exports): Promise<{ files: Map<string, Uint8Array>; record: ModelRecord } | string> {
  const zip = await core
    .exportZip(id)
    .catch(({ code, message }: PlainError) => (code === 'not-found' ? 'is not in this browser any more' : `could not be read (${message})`))
  if (typeof zip === 'string') return zip
  const files = new Map<string, Uint8Array>()
  for (const [path, data] of Object.entries(unzipSync(zip.data))) {
    const name = path.split('/').at(-1)!
    if (HANDED_IN.test(name)) files.set(name, data)
  }
  const [config, run, weights] = ['config.json', 'run.json', 'model.safetensors'].map((name) => files.get(name))
  if (!config || !run || !weights) return 'has no record of its run'
  const json = (data: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(data))
  const { settings, step, corpus } = json(run) as {
    settings: { seed: number }
    step: number
    corpus: { title: string; sha256: string }
  }
  return {
    files,
    record: {
      config: json(config) as ModelRecord['config'],
      seed: settings.seed,
      steps: step,
      text: { title: corpus.title, sha256: corpus.sha256 },
      weights: { sha256: hashOf(weights), bytes: weights.length },
    },
  }
}

/** Words that were written and not yet kept as an attempt become one. */
export function keepWords(assigned: Assigned, learning: Pick<Learning, 'attempts' | 'drafts' | 'attempt'>): void {
  for (const item of assigned.items) {
    if (item.kind !== 'task' || item.where.kind !== 'words') continue
    const place = placeOf(assigned, item.id)
    const last = triedAt(learning, place).at(-1)?.words ?? null
    const words = wordsAt(learning.drafts, place, last)
    if (words.trim() !== '' && words !== last) learning.attempt(place, { words })
  }
}

const receiptName = ({ title }: Assignment, student: string, now: number): string =>
  `${[
    'receipt',
    ...[title, student].map((part) =>
      part
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 40),
    ),
    new Date(now).toISOString().slice(0, 16).replace(/[:T]/g, '-'),
  ]
    .filter(Boolean)
    .join('-')}.zip`

/**
 * Adds what a receipt holds to what is here; nothing that is here is lost.
 * @returns how many attempts and answers are new here @throws TeachError where it is none, or of another assignment
 */
export async function goOnFrom(
  file: Blob,
  assigned: Assigned,
  learning: Pick<Learning, 'attempts' | 'predictions' | 'estimates' | 'attempt' | 'merge'>,
): Promise<number> {
  const source = { size: file.size, read: async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer()) }
  const { receipt } = await readReceipt(source)
  const { link: _link, hash: _hash, entries: _entries, missing: _missing, ...assignment } = assigned
  const other = misfit(receipt, assignment)
  if (other)
    throw new TeachError('bad-receipt', other, 'Open the link of that assignment, and then this receipt. Nothing here was changed.')
  let added = 0
  const guessed = nothing()
  const add = (place: string, fact: { at: number; [name: string]: unknown }): void => {
    const known = learning.attempts[place] ?? []
    if (known.some((each) => each.at === fact.at && same(each, fact))) return
    learning.attempt(place, { ...fact })
    added++
  }
  for (const item of assigned.items) {
    const place = placeOf(assigned, itemKey(item))
    const here = learning.attempts[place] ?? []
    const taken = new Map<string, number>()
    for (const attempt of receipt.items.find((record) => record.item === itemKey(item))?.attempts ?? []) {
      const at = Date.parse(attempt.at)
      takeGuesses(attempt, at, learning, guessed)
      if (item.kind === 'task') {
        const { words, readings, failed } = attempt
        add(place, { at, words, readings, failed, model: null } satisfies Tried)
        continue
      }
      if (attempt.read && !here.some(({ read }) => read === true)) add(place, { at, read: true })
      const asked = askedOf(assigned, item)
      for (const { key, given, right, at: times } of attempt.answers) {
        // What is known of a question here is newer than what was saved of it.
        if (!asked.includes(key) || here.some((fact) => fact.key === key)) continue
        // A late attempt holds what an earlier one held.
        for (let i = taken.get(key) ?? 0; i < given.length; i++)
          add(place, { at: times?.[i] ? Date.parse(times[i]) : at, key, given: given[i], right: right && i === given.length - 1 })
        taken.set(key, given.length)
      }
    }
  }
  return added + (await learning.merge(guessed))
}

/** First guesses stand, so what is known here is left as it is. */
function takeGuesses(
  { predictions, estimates = [] }: Attempt,
  at: number,
  known: Pick<Kept, 'predictions' | 'estimates'>,
  into: Kept,
): void {
  for (const { key, choice, confidence, right } of predictions) {
    if (Object.hasOwn(known.predictions, key) || Object.hasOwn(into.predictions, key)) continue
    into.predictions[key] = { guesses: [{ choice, confidence, at }], again: false, outcome: right ? choice : null }
  }
  for (const { key, ...said } of estimates)
    if (!Object.hasOwn(known.estimates, key) && !Object.hasOwn(into.estimates, key)) into.estimates[key] = { ...said, at }
}

/** The same but for what a receipt does not hold. */
const same = (here: object, there: object): boolean => {
  const facts = (of: object) => JSON.stringify(Object.entries({ words: '', readings: {}, failed: null, ...of, model: null }).sort())
  return facts(here) === facts(there)
}
