/** What a teacher says of a place that the text does not, and what a student makes of it. */
import { defineWidget } from '../../frame/define.ts'
import { number, text, whole } from '../../frame/params.ts'
import { listen, type Progress, readingsOf, teach, type Value } from './distil.ts'

export default defineWidget({
  id: 'distil',
  title: 'A teacher and a student',
  teaches: 'A trained model says of every character how likely it was; a small one that learns from that ends better than alone.',
  needs: 'model',
  params: {
    text: text(2, 120),
    layers: whole(1, 12),
    /** what the teacher's logits are divided by */
    temperature: number(0.5, 8),
    steps: whole(3, 2000),
    seed: whole(1, 99),
  },
  defaults: { text: 'the United States', layers: 1, temperature: 1, steps: 300, seed: 1 },
  shown: ['layers', 'temperature', 'steps', 'seed'],
  fit: ({ layers }, { config }) => ({ layers: Math.min(layers, config.nLayer) }),
  readings: {
    entropy: 'of what the teacher says of the last character, softened, bits',
    teacher: 'held-out loss of the teacher, nats a token',
    alone: 'of the student that was trained alone',
    taught: 'of the student that was taught',
    gain: 'alone − taught',
    parameters: 'of a student',
  },
  compute: ({ text }, { core, handle }) => listen(core, handle, text),
  run: async ({ text, ...settings }, { core, handle, model }, report: (so: Progress) => void, before: Value | null): Promise<Value> =>
    teach(core, model, settings, report, before ?? (await listen(core, handle, text))),
  readingsOf: (value, { temperature }) => readingsOf(value, temperature),
})
