/** GPT-1's settings, one of them switched off at a time: pairs of short runs over three seeds. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { predicted, type Progress, readingsOf, switchOff, type Value } from './runs.ts'
import { SWITCH_NAMES } from './switches.ts'

export default defineWidget({
  id: 'switch-off',
  title: 'One setting switched off',
  teaches: 'A setting is worth what its loss costs: three pairs of runs say whether that is more than what a seed does.',
  params: { setting: choice(SWITCH_NAMES), steps: whole(30, 2000), first: whole(1, 97) },
  defaults: { setting: 'warmup', steps: 800, first: 1 },
  shown: ['setting'],
  needs: 'device',
  readings: {
    difference: 'held-out loss with the setting switched off, less with it, mean over three seeds, nats a token',
    half: 'half of the 95 % interval of that difference',
    first: 'the first of the three seeds',
    base: 'held-out loss with all settings as they are, mean over three seeds, nats a token',
  },
  compute: ({ steps, first }, { core }) => predicted(core, steps, first),
  run: async ({ setting, steps, first }, { core }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    switchOff(core, setting, before ?? (await predicted(core, steps, first)), report),
  readingsOf: (value, { setting }) => readingsOf(value, setting),
})
