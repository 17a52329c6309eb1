/** The trainer: one button from nothing to a model. */
import * as v from 'valibot'
import type { WidgetMeta } from '../contract.ts'

export const meta: WidgetMeta = {
  id: 'trainer',
  title: 'Training',
  teaches: 'A model learns from a text while you watch: its loss falls and what it writes improves.',
  params: v.strictObject({}),
  needs: ['device', 'run'],
}
