/** The writer: the open model goes on from your words. */
import { writeAndMeasure } from './readings.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

export default defineWidget({
  id: 'writer',
  title: 'Writing',
  teaches: 'A language model writes by choosing one token after another from the probabilities it gives.',
  params: {
    /** what the text box holds at first */
    prompt: text(0, 200),
    /** "yes": it writes at once, without being asked */
    start: choice(['yes', 'no']),
  },
  needs: 'model',
  readings: {
    tokens: 'tokens written',
    bits: 'the model’s mean surprise at what it wrote, bits per token',
  },
  defaults: { start: 'no' },
  measure: ({ prompt = 'The ' }, world) => writeAndMeasure(prompt, world),
})
