/** `writing`: how fast this machine reads a prompt and writes on, with models of these sizes, from weights in 32, 8 and 4 bits. */
import { choice, flag, parse, UsageError, whole } from '../arguments.ts'
import { output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { configOf, sizeOptions } from '../sizes.ts'
import { measureWriting, type Writing } from '../writing.ts'

const BITS: readonly Writing['bits'][] = [32, 8, 4]

const { batch: _, ...sizes } = sizeOptions
export const options = {
  ...sizes,
  prompt: whole(100, 1).help('tokens of the prompt'),
  tokens: whole(24, 1).help('tokens to write'),
  bits: choice(['all', '32', '8', '4'], 'all').help('of a weight'),
  threads: whole(0).help('CPU threads; 0: all cores'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const config = configOf(args)
  const prompt = Math.min(args.prompt, config.nCtx - 1)
  if (prompt < 1) throw new UsageError('--ctx 1 leaves no room for a prompt and a token after it.')
  const out = output(args.json)
  await withRuntime(
    args.runtime,
    async (runtime) => {
      for (const bits of BITS.filter((bits) => args.bits === 'all' || args.bits === String(bits))) {
        const writing = await measureWriting(runtime, config, bits, { prompt, tokens: args.tokens })
        const { weightBytes, promptTokens, promptMs, oneByOneMs, tokensPerSecond } = writing
        out.result(
          { runtime: runtime.kind, adapter: runtime.adapter, ...writing },
          `${String(bits).padStart(2)} bits, ${(weightBytes / 1e6).toFixed(1)} MB: a prompt of ${promptTokens} tokens ${promptMs.toFixed(1)} ms, one by one ${oneByOneMs.toFixed(1)} ms (${(oneByOneMs / promptMs).toFixed(1)} times), then ${tokensPerSecond.toFixed(1)} tokens/s  [${runtime.adapter}]`,
        )
      }
    },
    args.threads,
  )
}
