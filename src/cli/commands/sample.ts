/** `sample`: writes on from a prompt. */
import { Decoder } from '../../core/sample/decoder.ts'
import { validateDistribution } from '../../core/sample/distribution.ts'
import { generate, promptIds } from '../../core/sample/generate.ts'
import { continuation } from '../../core/tokenizer/tokenizer.ts'
import { attempt, flag, number, parse, required, text, whole } from '../arguments.ts'
import { withReadyModel } from '../loaded.ts'
import { note, output } from '../output.ts'
import { runtimeOption } from '../runtime.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, {
    model: required, prompt: text(''), tokens: whole(100), temperature: number(1), 'top-k': whole(0), 'top-p': number(1), seed: whole(1), runtime: runtimeOption, json: flag,
  })
  const settings = { temperature: args.temperature, topK: args['top-k'], topP: args['top-p'], seed: args.seed }
  attempt(() => validateDistribution(settings))

  await withReadyModel(args.model, args.runtime, async ({ store, config, layout, tokenizer }) => {
    const unknown = tokenizer.unknown(args.prompt)
    if (unknown.length > 0) note(`The vocabulary does not have ${unknown.map((piece) => JSON.stringify(piece)).join(', ')}; the model sees <unk> instead.`)
    const decoder = await Decoder.create(store, config, layout)
    const before = promptIds(tokenizer, args.prompt)
    const drawn: number[] = []
    const begun = performance.now()
    for await (const { id } of generate(decoder, before, args.tokens, settings)) drawn.push(id)
    const seconds = (performance.now() - begun) / 1000
    const written = continuation(tokenizer, before, drawn)
    output(args.json).result({ text: written, tokens: drawn.length, tokensPerSecond: drawn.length / seconds }, args.prompt + written)
    decoder.destroy()
  })
}
