/** Cases of sampling: each way to cut the distribution, ties, vocabularies for both ways of the GPU kernel, and tokens that may not be drawn. */
import { make, weight } from './case.ts'

/** Logits in steps of a quarter, so that several tokens share each; some are −0. */
const stepped = (i: number) => Math.round(4 * Math.sin(i * 12.9898) * 3) / 4 || -0

export const samplings = [1, 87, 1031].flatMap((vocab) =>
  [false, true].map((ties) =>
    make('sampleToken', `of ${vocab}${ties ? ', many as probable as each other' : ''}`, [weight('w', 1)], (t) => {
      const outputs = { ids: t.input('ids', [1, 1], 'i32'), drawn: t.state('drawn', [5]), chances: t.state('chances', [5]) }
      // The most probable tokens are among those that may not be drawn.
      const drawable = vocab > 1 && ties ? { tokens: vocab - 20, never: 0 } : { tokens: vocab, never: -1 }
      t.call('sampleToken', { logits: t.activation('logits', [1, vocab]) }, outputs, { vocab, ...drawable })
      return { position: 3, kept: ['drawn', 'chances'], ...(ties && { fill: { logits: stepped } }) }
    }),
  ),
)
