/** What can be said of every kind of event, in both languages. */
import type { EventKind } from '../events.ts'
import { CLOSING } from './closing.ts'
import { INCIDENTS } from './incidents.ts'
import { OPENING } from './opening.ts'
import { TURNS } from './turns.ts'
import type { Saying } from './words.ts'

export const SAYINGS: Record<EventKind, Saying> = { ...OPENING, ...INCIDENTS, ...TURNS, ...CLOSING }
