/** The distribution of the next token before and after each filter, the dice that fall on it, and the text that comes of it. */
import { defineWidget } from '../../frame/define.ts'
import { matching, number, text, whole } from '../../frame/params.ts'
import { chainOf, idsOf, pathOf, readingsOf, readNext } from './chain.ts'

/** So many tokens are written at most. */
export const MOST = 80

export default defineWidget({
  id: 'filter-flow',
  title: 'From the model to the dice',
  teaches:
    'A model gives a distribution; filters bend it and cut its tail in a fixed order; dice choose a token. Other filters make another writer of the same model.',
  params: {
    text: text(0, 120),
    /** ids of what was written after the text */
    path: matching(/^(\d{1,6}(-\d{1,6}){0,79})?$/, 'must be token ids with hyphens between them'),
    temperature: number(0, 3),
    /** 0: all */
    topK: whole(0, 1_000_000),
    topP: number(0.05, 1),
    minP: number(0, 1),
    penalty: number(1, 2),
    /** of the dice */
    seed: whole(1, 9999),
  },
  defaults: { text: 'We will ', path: '', temperature: 1.2, topK: 14, topP: 0.9, minP: 0.04, penalty: 1.2, seed: 1 },
  shown: ['temperature', 'topK', 'topP', 'minP', 'penalty', 'seed'],
  needs: 'model',
  readings: {
    kept: 'tokens that may be drawn',
    cut: 'probability that was cut off, of what the temperature gave',
    top: 'share of the most probable token, as the dice see it',
    bits: 'entropy of what the dice see, bits',
    modelBits: 'entropy of what the model gave, bits',
    written: 'tokens that were written',
  },
  fit: ({ path }, { config }) => ({
    path: pathOf(
      idsOf(path)
        .slice(0, MOST)
        .filter((id) => id < config.nVocab),
    ),
  }),
  compute: ({ text, path }, { core, handle }) => readNext(core, handle, text, path),
  readingsOf: (next, { seed, ...choices }) => readingsOf(next, chainOf(next, choices, seed)),
})
