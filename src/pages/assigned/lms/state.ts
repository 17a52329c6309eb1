/** What of an assignment's record has to last with a platform: answers, attempts, guesses and what was foretold, in few characters; and back. */
import * as v from 'valibot'
import type { Kept } from '../../../session/learning/record.ts'
import { nothing, readFact } from '../../../session/learning/record.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type Assigned, askedOf, placeOf } from '../readAssigned.ts'

const state = v.object({
  /** absent in what was left before there were any */
  estimates: v.optional(v.record(v.string(), v.unknown()), {}),
  attempts: v.record(v.string(), v.array(v.looseObject({ at: v.number() }))),
  predictions: v.record(v.string(), v.array(v.object({ choice: v.number(), confidence: v.nullable(v.number()), at: v.number() }))),
})

/** From the whole of it to the least that a score needs: the first that has room is kept. */
export function statesOf(assigned: Assigned, kept: Pick<Kept, 'attempts' | 'predictions' | 'estimates'>): string[] {
  const all = Object.fromEntries(
    assigned.items.flatMap((item) => {
      const facts = kept.attempts[placeOf(assigned, itemKey(item))]
      return facts ? [[itemKey(item), facts]] : []
    }),
  )
  const asked = assigned.items.flatMap((item) => askedOf(assigned, item).map((key) => key.split('#')[0]!))
  const predictions = Object.fromEntries(
    Object.entries(kept.predictions).flatMap(([key, { guesses }]) =>
      asked.includes(key.split('#')[0]!) ? [[key, guesses.slice(0, 1)]] : [],
    ),
  )
  const without = (...names: string[]) =>
    Object.fromEntries(
      Object.entries(all).map(([key, facts]) => [
        key,
        facts.map((fact) => Object.fromEntries(Object.entries(fact).filter(([name]) => !names.includes(name)))),
      ]),
    )
  const last = Object.fromEntries(Object.entries(without('words')).map(([key, facts]) => [key, facts.slice(-6)]))
  const { estimates } = kept
  return [
    ...(Object.keys(estimates).length > 0 ? [{ attempts: all, predictions, estimates }] : []),
    { attempts: all, predictions },
    { attempts: without('words'), predictions },
    { attempts: last, predictions: {} },
  ].map((each) => JSON.stringify(each))
}

/** The record that a state holds, to be merged with what is here; answers too, so that lessons show what is done. */
export function recordIn(assigned: Assigned, text: string): Kept {
  const kept = nothing()
  const read = v.safeParse(state, JSON.parse(text))
  if (!read.success) return kept
  for (const item of assigned.items) {
    const facts = read.output.attempts[itemKey(item)]
    if (!facts) continue
    kept.attempts[placeOf(assigned, itemKey(item))] = facts
    for (const key of askedOf(assigned, item)) {
      const own = facts.filter((fact) => fact.key === key)
      const last = own.at(-1)
      if (last)
        kept.answers[key] = { tried: own.map(({ given }) => given as number), right: own.some(({ right }) => right === true), at: last.at }
    }
  }
  for (const [key, stored] of Object.entries(read.output.estimates)) {
    const estimate = readFact('estimates', stored)
    if (estimate) kept.estimates[key] = estimate
  }
  for (const [key, guesses] of Object.entries(read.output.predictions)) {
    if (guesses.length > 0) kept.predictions[key] = { guesses, again: false, outcome: null }
  }
  return kept
}
