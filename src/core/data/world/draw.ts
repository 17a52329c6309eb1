/** Random choices that are a function of where they are made, so that any story can be made alone. */
import { streamKey, uniform } from '../../random.ts'

/** Choices, one after the other, each a function of (seed, index, stream) and of how many came before. */
export class Draw {
  private readonly key: number
  private drawn = 0

  constructor(seed: number, index: number, stream: number) {
    this.key = streamKey(seed, index, stream)
  }

  /** True with probability p. */
  chance(p: number): boolean {
    return uniform(this.key, this.drawn++) < p
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(uniform(this.key, this.drawn++) * list.length)]!
  }
}
