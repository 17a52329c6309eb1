/** What the likeliest texts are like: surprise and repetition of five ways to write, beside people's own words. */
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'
import { compareWriters, readingsOf, WRITERS } from './writers.ts'

export default defineWidget({
  id: 'dull-text',
  title: 'How dull is a likely text?',
  teaches: 'Texts that a model finds most probable repeat themselves; what people write surprises it as much as its own samples do.',
  params: { passages: whole(1, 24), seeds: whole(1, 8) },
  defaults: { passages: 2, seeds: 1 },
  needs: 'model',
  readings: Object.fromEntries(
    WRITERS.flatMap(({ name, title }) => [
      [`${name}Surprise`, `the model’s mean surprise at texts of ${title}, nats a token`],
      [`${name}Repeats`, `share of 8-character pieces that the text had before, in texts of ${title}`],
    ]),
  ),
  run: ({ passages, seeds }, world, report: (done: number) => void) => compareWriters(world, passages, seeds, report),
  readingsOf,
})
