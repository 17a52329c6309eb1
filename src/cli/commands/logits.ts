/** `logits`: what the model says after every token, for comparison with another implementation. */
import { inspectionPlan } from '../../core/model/plans.ts'
import { expectFinite } from '../../core/notANumber.ts'
import { checkKnown } from '../../core/tokenizer/unknown.ts'
import { flag, ids, parse, required, text, UsageError } from '../arguments.ts'
import { checkSequence } from '../checkSequence.ts'
import { withModel } from '../loaded.ts'
import { output } from '../output.ts'
import { runtimeOption } from '../runtime.ts'
import { noteUnknown } from '../text.ts'

export const options = {
  model: required.help('folder of the model'),
  ids: ids.help('token ids', { fallback: 'these or --text' }),
  text: text(undefined).help('text, instead of --ids'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  if ((args.ids === undefined) === (args.text === undefined)) throw new UsageError('Give one of --ids and --text.')

  await withModel(args.model, args.runtime, { training: false }, async ({ store, config, tokenizer }) => {
    if (args.text !== undefined) noteUnknown(checkKnown(tokenizer, args.text, 'prompt'))
    const sequence = checkSequence(args.ids ?? tokenizer.encode(args.text!), config)
    const program = await store.compile(inspectionPlan(config, store.layout, sequence.length))
    program.write('ids', sequence)
    program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    const flat = Array.from(expectFinite(await program.read('logits'), 'The logits'))
    const logits = Array.from(sequence, (_, t) => flat.slice(t * config.nVocab, (t + 1) * config.nVocab))
    output(args.json).result(
      { ids: Array.from(sequence), logits },
      logits.map((row, t) => `${sequence[t]}: ${row.map((z) => z.toFixed(4)).join(' ')}`).join('\n'),
    )
    program.destroy()
  })
}
