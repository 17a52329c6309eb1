/** `sample`: writes on from a prompt. */
import { visible } from '../../core/errors.ts'
import { validateFilters } from '../../core/filters.ts'
import { Decoder } from '../../core/sample/decoder.ts'
import { generate, promptIds } from '../../core/sample/generate.ts'
import { continuationsOf, endOf } from '../../core/sample/paths.ts'
import { beamSearch, validateSearch } from '../../core/sample/search.ts'
import { continuation } from '../../core/tokenizer/tokenizer.ts'
import { checkKnown } from '../../core/tokenizer/unknown.ts'
import { attempt, UsageError, flag, number, parse, required, seed, text, whole } from '../arguments.ts'
import { withReadyModel } from '../loaded.ts'
import { note, output, turn } from '../output.ts'
import { untilSignalled } from '../stopping.ts'
import { runtimeOption } from '../runtime.ts'
import { noteUnknown } from '../text.ts'

export const options = {
  model: required.help('folder of the model'),
  prompt: text('').help('text to go on from'),
  tokens: whole(100).help('tokens to write'),
  temperature: number(1).help('0: always the likeliest token; above 1: bolder'),
  'top-k': whole(0).help('draw from so many likeliest tokens; 0: from all'),
  'top-p': number(1).help('draw from the likeliest tokens that have so much of the probability'),
  'min-p': number(0).help('draw from tokens with at least this share of the likeliest one’s probability'),
  'repetition-penalty': number(1).help('above 1: what the text has already becomes less likely'),
  beams: whole(0).help('search for a probable text with so many beams instead of drawing one; 0: draw'),
  'length-penalty': number(1).help('with beams: the power of the length that ln p of a text is divided by'),
  end: text('').help('with beams: the token that ends a text'),
  seed: seed(1).help('of everything random'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const settings = {
    temperature: args.temperature,
    topK: args['top-k'],
    topP: args['top-p'],
    minP: args['min-p'],
    repetitionPenalty: args['repetition-penalty'],
    seed: args.seed,
  }
  attempt(() => validateFilters(settings))
  const search = { tokens: args.tokens, beams: args.beams, lengthPenalty: args['length-penalty'], end: null }
  if (args.beams > 0) attempt(() => validateSearch(search))
  else if (args.end !== '') throw new UsageError('--end ends texts that beams find: give --beams too.')

  await withReadyModel(args.model, args.runtime, async ({ store, config, layout, tokenizer }) => {
    noteUnknown(checkKnown(tokenizer, args.prompt, 'prompt'))
    const decoder = await Decoder.create(store, config, layout, tokenizer)
    const before = promptIds(tokenizer, args.prompt)
    const cropped = Math.max(0, before.length - config.nCtx)
    if (cropped > 0)
      note(
        `The prompt has ${before.length} tokens, but the model sees ${config.nCtx} at once: it goes on from the last of them, without the first ${cropped}.`,
      )
    if (args.beams > 0) {
      const end = endOf(tokenizer, args.end)
      if (args.end !== '' && end === null) throw new UsageError(`--end is "${args.end}", which is not one token of this model.`)
      const steps = await beamSearch(continuationsOf(decoder, before), { ...search, end })
      const found = steps.at(-1)!.map(({ ids, sum, score }) => ({ text: continuation(tokenizer, before, ids), sum, score }))
      note(`ln p of the best of ${found.length}: ${found[0]!.sum.toFixed(3)}`)
      output(args.json).result({ ...found[0]!, beams: found }, args.prompt + found[0]!.text)
      decoder.destroy()
      return
    }
    const drawn: number[] = []
    const live = process.stdout.isTTY && !args.json
    let shown = ''
    const show = () => {
      // The end of a character that takes several tokens comes with the last of them.
      const whole = (args.prompt + continuation(tokenizer, before, drawn)).replace(/\ufffd+$/, '')
      if (whole.startsWith(shown)) process.stdout.write(visible(whole.slice(shown.length)))
      shown = whole
    }
    const begun = performance.now()
    let first = begun
    const stopped = await untilSignalled(async (isStopping) => {
      for await (const { id } of generate(decoder, before, args.tokens, settings)) {
        if (drawn.length === 0) first = performance.now()
        drawn.push(id)
        if (live) show()
        await turn()
        if (isStopping()) return true
      }
      return false
    }, '')
    if (live) process.stdout.write('\n')
    const promptMs = first - begun
    // The first token is the prompt's.
    const tokensPerSecond = drawn.length > 1 ? ((drawn.length - 1) * 1000) / (performance.now() - first) : null
    const written = continuation(tokenizer, before, drawn)
    note(
      `${before.length} ${before.length === 1 ? 'token' : 'tokens'} of the prompt to the first new one: ${promptMs.toFixed(0)} ms${tokensPerSecond === null ? '' : `, then ${tokensPerSecond.toFixed(1)} tokens/s`}`,
    )
    output(args.json).result(
      {
        text: written,
        tokens: drawn.length,
        promptTokens: before.length,
        ...(cropped > 0 && { cropped }),
        ...(stopped && { stopped }),
        promptMs,
        tokensPerSecond,
      },
      live ? null : args.prompt + written,
    )
    decoder.destroy()
  })
}
