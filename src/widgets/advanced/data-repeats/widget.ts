/** The same number of steps on less and less different text, which is read again and again. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { type Progress, readAgain, readingsOf } from './repeats.ts'

export default defineWidget({
  id: 'data-repeats',
  title: 'Text that is read again',
  teaches: 'Reading a text a few times is nearly as good as reading new text; reading it many times teaches the text by heart.',
  params: { text: text(400, 2_000_000), steps: whole(300, 3000), seed: whole(1, 99) },
  needs: 'device',
  readings: {
    once: 'held-out loss where every character is read once, nats a character',
    four: 'what it is more with 4 readings of a quarter of the text, nats a character',
    sixteen: 'what it is more with 16 readings of a sixteenth',
    most: 'what it is more with 64 readings of a sixty-fourth',
    gap: 'held-out loss less that on its own text, after 64 readings',
  },
  defaults: { steps: 800, seed: 1 },
  run: ({ text: own, ...asked }, { core }, report: (so: Progress) => void) => readAgain(core, asked, report, own),
  readingsOf,
})
