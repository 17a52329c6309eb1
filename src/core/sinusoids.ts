/** The waves that stand for places, as Vaswani et al. 2017 have them; nothing in them is learned. */
import { INIT_STD } from './config.ts'

/**
 * sin(t/10000^(2i/C)) at 2i and the cosine at 2i + 1 (Vaswani et al. 2017, section 3.5), [nCtx,C]. That paper scales embeddings up
 * by √C to meet waves of height 1; here embeddings stay as small as GPT-1's, so the waves are scaled down to them.
 */
export function sinusoids(nCtx: number, C: number): Float32Array {
  return Float32Array.from({ length: nCtx * C }, (_, n) => {
    const [t, c] = [Math.floor(n / C), n % C]
    const angle = t / 10_000 ** ((2 * Math.floor(c / 2)) / C)
    return INIT_STD * (c % 2 === 0 ? Math.sin(angle) : Math.cos(angle))
  })
}
