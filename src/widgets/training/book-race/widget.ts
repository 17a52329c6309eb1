/** One model, trained on whole stories and on the same sentences shuffled. */
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'
import { type Progress, race, readingsOf } from './race.ts'

export default defineWidget({
  id: 'book-race',
  title: 'Whole stories and shuffled ones',
  teaches:
    'From shuffled sentences a model cannot learn what a story says across them: it falls behind where much has been said, and only there.',
  params: { characters: whole(20_000, 300_000), steps: whole(30, 3000), seed: whole(1, 99) },
  needs: 'device',
  readings: {
    heldOutWhole: 'held-out loss after whole stories, nats a token',
    heldOutShuffled: 'the same after shuffled sentences',
    earlyWhole: 'loss at the first 8 places of a held-out story after whole stories, nats a token',
    earlyShuffled: 'the same after shuffled sentences',
    lateWhole: 'loss at places 33 to 64 of a held-out story after whole stories, nats a token',
    lateShuffled: 'the same after shuffled sentences',
  },
  defaults: { characters: 60_000, steps: 300, seed: 1 },
  run: (params, { core }, report: (so: Progress) => void) => race(core, params, report),
  readingsOf,
})
