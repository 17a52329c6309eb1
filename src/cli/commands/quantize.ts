/** `quantize`: a model's matrices in 8, 6, 4, 3 or 2 bits, and what that costs. */
import { MODEL } from '../../core/checkpoint/shards.ts'
import type { Bits } from '../../core/compress/pack.ts'
import { tensorBytes } from '../../core/compress/measured.ts'
import { quantize, quantizedBytes } from '../../core/compress/quantize.ts'
import { writeQuantizedFolder } from '../../core/compress/quantizedFolder.ts'
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { choice, flag, parse, required, text } from '../arguments.ts'
import { readModel } from '../folder.ts'
import { corpusFor, heldOutLoss, inKb, quantizedLoss } from '../measured.ts'
import { output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { outOptions, OutFolder } from '../out/outFolder.ts'

export const options = {
  model: required.help('folder of the model'),
  ...outOptions,
  bits: choice(['8', '6', '4', '3', '2'], '8').help('of a weight'),
  corpus: text(undefined).help('text to measure on', { value: 'ID|FILE', fallback: 'what the model learned from' }),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const target = OutFolder.open(args.out, { sources: { model: args.model }, force: args.force })
  const model = readModel(args.model)
  const { config, tokenizer, weights, run } = model
  const { corpus } = await corpusFor(model, args.corpus)
  const bits = Number(args.bits) as Bits
  const packed = quantize(config, weights, bits)
  const folder = writeQuantizedFolder({ config, tokenizer, weights: packed, ...(run && { run }) })
  await withRuntime(args.runtime, async (runtime) => {
    const before = {
      loss: await heldOutLoss(runtime, config, weights, corpus.validation),
      fileBytes: writeModelFolder({ config, tokenizer, weights }).get(MODEL)!.length,
      weightBytes: tensorBytes(weights),
    }
    const after = {
      loss: await quantizedLoss(runtime, config, packed, corpus.validation),
      fileBytes: folder.get(MODEL)!.length,
      weightBytes: quantizedBytes(packed),
    }
    target.finish(folder)
    const line = (what: string, { loss, fileBytes, weightBytes }: typeof before) =>
      `${what.padEnd(8)} loss ${loss.toFixed(4)}  file ${inKb(fileBytes)}  in memory ${inKb(weightBytes)}`
    output(args.json).result(
      { out: args.out, bits, tokens: corpus.validation.length - 1, runtime: runtime.kind, before, after },
      `${line('32 bits', before)}\n${line(`${bits} bits`, after)}\nSaved to ${args.out}`,
    )
  })
}
