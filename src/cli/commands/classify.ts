/** `classify`: what a fine-tuned model says of a text, of a pair, or of answers; the folder knows which. */
import { Answerer } from '../../core/finetune/answer.ts'
import { type ClassifierModel, readClassifierFolder } from '../../core/finetune/classifierFolder.ts'
import { describeCuts } from '../../core/finetune/inputs.ts'
import { flag, parse, required, text, texts, UsageError } from '../arguments.ts'
import { readFolder } from '../folder.ts'
import { note, output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { noteUnknown } from '../text.ts'

export const options = {
  model: required.help('folder of a fine-tuned model'),
  text: required.help('text, or the first of a pair', { value: 'TEXT' }),
  second: text(undefined).help('the second text of a pair'),
  choice: texts.help('an answer to choose from; at least two'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const model = readClassifierFolder(readFolder(args.model))
  const { config, form, keep } = model
  const given = textsOf(model, args)
  await withRuntime(args.runtime, async (runtime) => {
    const answerer = await Answerer.create(runtime, model)
    const { labels, shares, scores, answer, input, unknown } = await answerer.ask(given)
    answerer.destroy()
    noteUnknown(unknown)
    for (const { part, tokens } of input.cuts)
      note(`The model reads ${config.nCtx} tokens: the ${part} lost ${tokens} at its ${keep === 'start' ? 'end' : 'start'}.`)
    output(args.json).result(
      {
        form,
        label: labels[answer],
        answer,
        shares: form === 'choice' ? shares : Object.fromEntries(labels.map((name, k) => [name, shares[k]])),
        scores,
        cuts: describeCuts([input]),
        text: args.text,
        ...(args.second !== undefined && { second: args.second }),
        ids: input.sequences.length === 1 ? [...input.sequences[0]!] : input.sequences.map((ids) => [...ids]),
      },
      `${labels[answer]}: ${labels.map((name, k) => `${name} ${(100 * shares[k]!).toFixed(1)} %`).join(', ')}`,
    )
  })
}

/** @throws UsageError where the arguments are of another form */
function textsOf(
  { form }: ClassifierModel,
  { text: first, second, choice }: { text: string; second: string | undefined; choice: readonly string[] },
): string[] {
  const pair = form === 'entailment' || form === 'similarity'
  if (pair !== (second !== undefined))
    throw new UsageError(
      pair ? '--second is needed: this model was fine-tuned on pairs.' : '--second is for models that were fine-tuned on pairs.',
    )
  if (form === 'choice' && choice.length < 2)
    throw new UsageError(`--choice is given ${choice.length} times, but this model chooses between answers: give at least 2.`)
  if (form !== 'choice' && choice.length > 0) throw new UsageError('--choice is for models that were fine-tuned to choose between answers.')
  return [first, ...(second === undefined ? [] : [second]), ...choice]
}
