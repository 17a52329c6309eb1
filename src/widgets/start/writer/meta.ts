/** The writer: the open model goes on from your words. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'writer',
  title: 'Writing',
  teaches: 'A language model writes by choosing one token after another from the probabilities it gives.',
  params: v.strictObject({
    /** what the text box holds at first */
    prompt: v.optional(v.pipe(v.string(), v.maxLength(200))),
    /** "yes": it writes at once, without being asked */
    start: v.optional(v.picklist(['yes', 'no'])),
  }),
  needs: ['model'],
  readings: {
    tokens: 'tokens written',
    bits: 'the model’s mean surprise at what it wrote, bits per token',
  },
}
