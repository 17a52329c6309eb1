/** The numeric answers of the first part, computed again. */
import { crossEntropy } from '../../src/core/ops/cross-entropy/reference.ts'
import { bitsPerCharacter } from '../../src/core/train/evaluator.ts'
import type { Answers } from '../support/answers.ts'
import { openWorld } from '../support/world.ts'

/** Mean surprise of tokens that came with these shares, by the loss that models are trained on. */
function bits(shares: readonly number[]): number {
  const logits = Float64Array.from(shares.flatMap((share) => [Math.log(share), Math.log(1 - share)]))
  const { losses } = crossEntropy(
    logits,
    shares.map(() => 0),
    shares.length,
    2,
  )
  return bitsPerCharacter(losses.reduce((sum, loss) => sum + loss, 0) / shares.length, 1)
}

export const answers: Answers = {
  'start/what-a-language-model-does#coins': () => bits([1 / 2, 1 / 4, 1 / 8, 1 / 2]),
  'start/a-text-of-your-own#bits': () => (3.5 - 3) * 1000,
  'start/train-a-gpt-in-a-minute#sixteenth': () => bits([1 / 16, 1 / 16, 1 / 16]),
  'start/train-a-gpt-in-a-minute#nats': () => bitsPerCharacter(1.733, 1),
  'start/how-this-course-works#shape': async () => {
    const { core, handle } = await openWorld()
    const { tensors } = await core.probe(handle, 'we the people', ['h.0.attn.probs'])
    return tensors[0]!.data.length
  },
}
