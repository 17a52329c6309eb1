/** The smallest file that reaches 2.2 bits a character: the open model's export is weighed and run again from its file. */
import type { Bits } from '../../../core/rounding.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'
import { GOAL, type Stroke, stroke } from './golf.ts'

export default defineWidget({
  id: 'golf',
  title: 'Golf',
  teaches: 'A file is small by few parameters, by few bits for each, or both; what counts is what it says of text that it has not read.',
  needs: 'model',
  params: { bits: choice(['32', '8', '6', '4', '3', '2']) },
  defaults: { bits: '8' },
  readings: {
    kilobytes: 'size of the exported file, kB',
    bitsPerCharacter: 'bits a character of the model that is read back from it, on held-out text of the State of the Union',
    under: 'bits a character that it is better than the goal',
  },
  run: async ({ bits }, { core, model }, _: (so: never) => void, before: readonly Stroke[] | null): Promise<readonly Stroke[]> => [
    ...(before ?? []),
    await stroke(core, model, Number(bits) as Bits | 32),
  ],
  readingsOf: (strokes) => {
    const last = strokes?.at(-1)
    return last ? { kilobytes: last.bytes / 1000, bitsPerCharacter: last.bitsPerCharacter, under: GOAL - last.bitsPerCharacter } : null
  },
})
