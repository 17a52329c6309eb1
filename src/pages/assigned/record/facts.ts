/** What the browser keeps of an item of an assignment: each answer to its questions, or each attempt at its task, oldest first. */
import * as v from 'valibot'
import type { Given, Kept } from '../../../session/learning/record.ts'
import { CHECKS, type CheckKind } from '../../../teach/receipt/receipt.ts'

const finite = v.pipe(v.number(), v.finite())

const answered = v.object({
  at: finite,
  /** `part/lesson#question` */
  key: v.string(),
  given: v.union([v.number(), v.string(), v.array(v.number())]),
  right: v.boolean(),
})

const tried = v.object({
  at: finite,
  words: v.optional(v.string(), ''),
  readings: v.optional(v.record(v.string(), finite), {}),
  failed: v.optional(v.nullable(v.object({ kind: v.picklist(Object.keys(CHECKS) as CheckKind[]), said: v.string() })), null),
  /** id of the model in this browser */
  model: v.optional(v.nullable(v.string()), null),
})

/** Of a lesson that asks nothing: it was said to be read. */
const read = v.object({ at: finite, read: v.literal(true) })

export interface Answered {
  at: number
  key: string
  given: Given
  right: boolean
}
export type Tried = v.InferOutput<typeof tried>

const valid = <T>(schema: v.GenericSchema<unknown, T>, facts: readonly unknown[] | undefined): T[] =>
  (facts ?? []).flatMap((fact) => {
    const read = v.safeParse(schema, fact)
    return read.success ? [read.output] : []
  })

/** @param place as `placeOf` gives it for an item */
export const answeredAt = (kept: Pick<Kept, 'attempts'>, place: string): Answered[] => valid(answered, kept.attempts[place])
export const readAt = (kept: Pick<Kept, 'attempts'>, place: string): { at: number }[] => valid(read, kept.attempts[place])
export const triedAt = (kept: Pick<Kept, 'attempts'>, place: string): Tried[] => valid(tried, kept.attempts[place])
