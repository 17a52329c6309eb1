/** The model's own words now and then, while somebody watches it learn. */
import type { ModelConfig } from '../core/config.ts'
import { modelLayout } from '../core/model/plans.ts'
import type { ParameterStore } from '../core/runtime/runtime.ts'
import { Decoder } from '../core/sample/decoder.ts'
import { generate, promptIds } from '../core/sample/generate.ts'
import { continuation, type Tokenizer } from '../core/tokenizer/tokenizer.ts'
import { note, turn } from './output.ts'

const TOKENS = 80
/** A sample after every evaluation, or so rarely that samples take a twentieth of the time. */
const SHARE = 19
/** The seed is the same for all: what changes from one to the next is the model. */
const SAMPLING = { temperature: 0.8, topK: 0, topP: 1, seed: 1 }

export class Sampler {
  private due = false
  private restUntil = 0

  constructor(
    private readonly store: ParameterStore,
    private readonly config: ModelConfig,
    private readonly tokenizer: Tokenizer,
  ) {}

  soon(): void {
    this.due = true
  }

  /** Between two steps: it reads the weights, and draws nothing of the run's own random numbers. A sample is given up where the run ends. */
  async ifDue(isStopping: () => boolean): Promise<void> {
    const begun = performance.now()
    if (!this.due || begun < this.restUntil) return
    this.due = false
    const decoder = await Decoder.create(this.store, this.config, modelLayout(this.config), this.tokenizer)
    try {
      const before = promptIds(this.tokenizer, '')
      const drawn: number[] = []
      for await (const { id } of generate(decoder, before, TOKENS, SAMPLING)) {
        drawn.push(id)
        await turn()
        if (isStopping()) return
      }
      const words = continuation(this.tokenizer, before, drawn).replace(/\s+/g, ' ').trim()
      note(`writes: ${words}`)
    } finally {
      decoder.destroy()
      const now = performance.now()
      this.restUntil = now + SHARE * (now - begun)
    }
  }
}
