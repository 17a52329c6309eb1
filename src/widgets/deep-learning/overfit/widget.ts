/** A model that learns a short text by heart, and what can be done about it. */
import { courseText } from '../../../experiments/courseText.ts'
import { defineWidget } from '../../frame/define.ts'
import { number, text, whole } from '../../frame/params.ts'
import { both, type Outcome, type Pair, readingsOf } from './runs.ts'

const CHARACTERS = 6000

interface Value {
  text: string
  /** null until both have been trained */
  outcome: Outcome | null
}

export default defineWidget({
  id: 'overfit',
  title: 'A text learned by heart',
  teaches: 'On a short text the training loss falls and falls, while the loss on held-out text turns and climbs; some things delay that.',
  params: {
    text: text(1000, 20_000),
    dropout: number(0, 0.6),
    decay: number(0, 2),
    width: whole(4, 64),
    steps: whole(20, 2000),
    seed: whole(1, 9999),
  },
  needs: 'device',
  readings: {
    plainBest: 'lowest loss on held-out text on the way, nothing done against overfitting, nats per token',
    plainBestStep: 'the step at which it was lowest',
    plainEnd: 'the same loss at the end',
    plainTrain: 'loss on training text at the end',
    otherBest: 'lowest loss on held-out text with the learner’s settings',
    otherEnd: 'the same at the end',
    gap: 'held-out loss − training loss at the end, nothing done',
    otherGap: 'the same with the learner’s settings',
    gain: 'plainEnd − otherEnd',
    copied: 'characters of the longest passage that the plain model copied from its training text, in what it wrote',
  },
  /** without a text, the beginning of Moby-Dick */
  defaults: { dropout: 0.3, decay: 0.1, width: 64, steps: 600, seed: 1 },
  restarts: false,
  compute: async ({ text }): Promise<Value> => ({ text: text ?? (await courseText('moby-dick', CHARACTERS)), outcome: null }),
  run: async ({ text: own, ...settings }, { core }, report: (so: Pair) => void, before): Promise<Value> => {
    const text = own ?? before?.text ?? (await courseText('moby-dick', CHARACTERS))
    return { text, outcome: await both(core, text, settings, report) }
  },
  readingsOf: ({ text, outcome }) => (outcome ? readingsOf(outcome, text) : null),
})
