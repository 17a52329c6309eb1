/** The board: five kinds of language models on one text, from a table of pairs to a small GPT-1. */
import * as v from 'valibot'
import type { WidgetMeta } from '../contract.ts'

export const RUNG_IDS = ['bigram', 'mlp', 'rnn', 'attention', 'gpt'] as const
export type RungId = (typeof RUNG_IDS)[number]

export const meta: WidgetMeta = {
  id: 'board',
  title: 'The board',
  teaches: 'Five language models read the same characters of the same text; each kind is less surprised by what it has not seen than the one before.',
  params: v.strictObject({ rung: v.optional(v.picklist(RUNG_IDS)) }),
  needs: ['device'],
  readings: Object.fromEntries(
    RUNG_IDS.map((id) => [`${id}Bits`, `bits per character on held-out text of the rung “${id}” that was trained here; missing until then`]),
  ),
}

export interface BoardParams {
  /** the one that the lesson is about */
  rung?: RungId
}
