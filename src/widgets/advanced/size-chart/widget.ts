/** File size against bits per character: the open model in fewer and fewer bits, and every other model of the learner. */
import type { ModelSummary } from '../../../worker/protocol.ts'
import { defineWidget, type Readings } from '../../frame/define.ts'
import { fileBytes, levelsOf, weigh, weighAll, type Weighed } from './sizes.ts'

export interface Other {
  name: string
  bytes: number
  bitsPerCharacter: number
}

export interface Value {
  sizes: readonly Weighed[]
  others: readonly Other[]
}

/** So many are weighed at most, the newest first. */
const MOST = 24

export default defineWidget({
  id: 'size-chart',
  title: 'Size against loss',
  teaches: 'A model’s file becomes smaller with every bit that its weights lose, at hardly any cost, until it falls apart.',
  needs: 'model',
  params: {},
  readings: {
    files: 'sizes of the open model that were measured',
    others: 'other models on the chart',
    most: 'bits a character with the most bits',
    four: 'bits a character with 4 bits',
    two: 'bits a character with 2 bits',
    bytesOfFour: 'bytes of the exported file with 4 bits',
  },
  compute: async (_, { core, model }): Promise<Value> => ({ sizes: [await weigh(core, model, levelsOf(model)[0]!)], others: [] }),
  run: async (_, { core, model }, report: (so: Value) => void, before: Value | null): Promise<Value> => {
    const others: Other[] = []
    for (const other of (await core.models()).filter((each) => comparable(each, model)).slice(0, MOST))
      others.push({ name: other.name, bytes: await fileBytes(core, other.id), bitsPerCharacter: other.bitsPerCharacter! })
    return { sizes: await weighAll(core, model, (sizes) => report({ sizes, others }), before?.sizes), others }
  },
  readingsOf: ({ sizes, others }): Readings => {
    const of = (bits: number) => sizes.find((each) => each.bits === bits)!
    if (sizes.length === 1) return { files: 1, most: sizes[0]!.bitsPerCharacter }
    return {
      files: sizes.length,
      others: others.length,
      most: sizes[0]!.bitsPerCharacter,
      four: of(4).bitsPerCharacter,
      two: of(2).bitsPerCharacter,
      bytesOfFour: of(4).bytes,
    }
  },
})

/** Models that write, whose loss on the same text is known. */
const comparable = (other: ModelSummary, model: ModelSummary): boolean =>
  other.id !== model.id &&
  (other.kind === 'language' || other.kind === 'quantized') &&
  other.bitsPerCharacter !== null &&
  other.textTitle === model.textTitle
