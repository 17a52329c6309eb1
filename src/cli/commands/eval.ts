/** `eval`: the mean loss over a text, every token of it but the first predicted once. */
import { countCharacters, splitText } from '../../core/data/corpus.ts'
import { CourseError } from '../../core/errors.ts'
import { bitsPerCharacter } from '../../core/train/evaluator.ts'
import { lossOverText } from '../../core/train/lossOverText.ts'
import { checkKnown } from '../../core/tokenizer/unknown.ts'
import { choice, flag, parse, required } from '../arguments.ts'
import { withReadyModel } from '../loaded.ts'
import { output, turn } from '../output.ts'
import { runtimeOption } from '../runtime.ts'
import { loadText, noteUnknown } from '../text.ts'

// The default is what `train` measures on: the last tenth of the text.
export const options = {
  model: required.help('folder of the model'),
  corpus: required.help("text: a file, or a bundled one's id", { value: 'ID|FILE' }),
  split: choice(['validation', 'train', 'all'], 'validation').help('which part of the text'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const { text } = await loadText(args.corpus)

  await withReadyModel(args.model, args.runtime, async (model) => {
    const part = args.split === 'all' ? text : splitText(text)[args.split]
    noteUnknown(checkKnown(model.tokenizer, part))
    const ids = model.tokenizer.encode(part)
    if (ids.length < 2)
      throw new CourseError('bad-text', `This part of the text has ${ids.length} tokens, but at least 2 are needed.`, 'Use a longer text.')
    const { loss, tokens } = await lossOverText(model.store, model.config, ids, turn)
    const bits = bitsPerCharacter(loss, countCharacters(part) / ids.length)
    output(args.json).result(
      { loss, perplexity: Math.exp(loss), bitsPerCharacter: bits, tokens },
      `loss ${loss.toFixed(4)} nats, perplexity ${Math.exp(loss).toFixed(3)}, ${bits.toFixed(4)} bits per character, over ${tokens} tokens`,
    )
  })
}
