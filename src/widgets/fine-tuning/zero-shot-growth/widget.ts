/** The right half of the paper's figure 2, small: what a model can do that nobody taught it, over its pre-training. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { FAMILIES, type Family, type Growth, grow, MOST_SEEDS, type Progress, readingsOf, specOf, STEPS } from './growth.ts'

export interface Value {
  /** predicted for each family, s */
  seconds: Record<Family, number>
  /** a run for each seed, in the order in which they were asked for */
  grown: Record<Family, readonly Growth[]>
}

export default defineWidget({
  id: 'zero-shot-growth',
  title: 'Zero-shot over pre-training',
  teaches:
    'While a model only learns to go on with stories, it gets better at a task that it is never taught: first how it ended, and only later for whom.',
  params: { family: choice(FAMILIES), steps: whole(10, 6000), seed: whole(1, 89), examples: whole(8, 200) },
  defaults: { family: 'gpt', steps: STEPS, seed: 1, examples: 60 },
  shown: ['family'],
  needs: 'device',
  readings: {
    step: 'steps that were trained',
    person: 'share of held-out stories whose likeliest ending names the right person',
    feeling: 'the same for the right feeling',
    both: 'the same for both',
    loss: 'loss on held-out text at the last step, nats a character',
    parameters: 'parameters of the model',
    seeds: 'runs, each with its own seed, of which the shares and the loss are means',
  },
  compute: async ({ steps, seed }, { core }): Promise<Value> => {
    const [gpt, rnn] = await Promise.all(FAMILIES.map(async (family) => (await core.estimate(specOf(family, steps, seed))).seconds))
    return { seconds: { gpt: gpt!, rnn: rnn! }, grown: NONE }
  },
  run: async (params, { core }, report: (so: Progress) => void, before: Value | null): Promise<Value> => {
    const { seconds, grown } = before ?? { seconds: { gpt: 0, rnn: 0 }, grown: NONE }
    const so = nextOf(grown[params.family])
    const growth = await grow(core, { ...params, seed: params.seed + so.length }, report)
    return { seconds, grown: { ...grown, [params.family]: [...so, growth] } }
  },
  readingsOf: ({ grown }, { family }) => (grown[family].length > 0 ? readingsOf(grown[family]) : null),
})

const NONE: Value['grown'] = { gpt: [], rnn: [] }

/** What the next seed joins. With as many as there can be it begins anew. */
export const nextOf = (grown: readonly Growth[]): readonly Growth[] => (grown.length < MOST_SEEDS ? grown : [])
