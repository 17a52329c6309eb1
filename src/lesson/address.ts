/** What a learner has changed in a widget, kept in the address so that it can be shared: `#/learn/part/lesson?w2.merges=20`. */
import { useCallback, useRef, useState } from 'react'
import * as v from 'valibot'
import type { Params } from '../widgets/frame/params.ts'

type Schema = v.GenericSchema<Params, Params>

/** Longer values would make an address that mail programs cut. */
const MOST_CHARACTERS = 300

/** Parameters as a directive would write them; what is undefined is left out. */
const asText = (params: Params): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, String(value)]])),
  )

/** The part of a hash after its `?`. */
const queryOf = (hash: string): URLSearchParams => new URLSearchParams(hash.split('?').slice(1).join('?'))

/**
 * The lesson's parameters with what the address says of this place laid over them. Each value is checked by the widget's
 * own schema; one that does not pass is left out without a word, as the address may be of an older lesson.
 */
export function paramsFrom(hash: string, place: string, schema: Schema, params: Params): Params {
  const base = asText(params)
  const given = [...queryOf(hash)].flatMap(([name, value]) =>
    name.startsWith(`${place}.`) ? [[name.slice(place.length + 1), value] as const] : [],
  )
  const fit = given.filter(([name, value]) => v.safeParse(schema, { ...base, [name]: value }).success)
  if (fit.length === 0) return params
  const all = v.safeParse(schema, { ...base, ...Object.fromEntries(fit) })
  return all.success ? all.output : params
}

/** The hash with what differs from the lesson's parameters at this place, and with nothing else changed. */
export function hashWith(hash: string, place: string, lessons: Params, now: Params): string {
  const query = queryOf(hash)
  for (const name of [...query.keys()]) if (name.startsWith(`${place}.`)) query.delete(name)
  const before = asText(lessons)
  for (const [name, value] of Object.entries(asText(now))) {
    if (before[name] !== value && value.length <= MOST_CHARACTERS) query.set(`${place}.${name}`, value)
  }
  const text = query.toString()
  return `${hash.split('?')[0]}${text ? `?${text}` : ''}`
}

/** "widget-2" → "w2" */
const short = (block: string): string => block.replace(/^([a-z])[a-z]*-/, '$1')

/** A widget's parameters on a lesson's page, and how the widget changes them. */
export function useAddressParams(block: string, schema: Schema, lessons: Params): [Params, (change: Params) => void] {
  const place = short(block)
  const [params, setParams] = useState(() => paramsFrom(globalThis.location?.hash ?? '', place, schema, lessons))
  const latest = useRef(params)
  const change = useCallback(
    (changes: Params) => {
      latest.current = { ...latest.current, ...changes }
      history.replaceState(history.state, '', hashWith(location.hash, place, lessons, latest.current))
      setParams(latest.current)
    },
    [place, lessons],
  )
  return [params, change]
}
