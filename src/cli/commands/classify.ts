/** `classify`: what a fine-tuned model says of a text, or of two. */
import { Classifier } from '../../core/finetune/classifier.ts'
import { readClassifierFolder } from '../../core/finetune/classifierFolder.ts'
import { classificationInput, entailmentInput } from '../../core/finetune/inputs.ts'
import { taskLayout } from '../../core/finetune/grow.ts'
import { flag, parse, required, text, UsageError } from '../arguments.ts'
import { readFolder } from '../folder.ts'
import { output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { model: required, text: required, second: text(undefined), runtime: runtimeOption, json: flag })
  const { config, tokenizer, form, labels, weights } = readClassifierFolder(readFolder(args.model))
  if ((args.second !== undefined) !== (form === 'entailment')) throw new UsageError(form === 'entailment' ? '--second is needed: this model was fine-tuned on pairs.' : '--second is for models that were fine-tuned on pairs.')
  const room = { time: config.nCtx }
  const [first, second] = [args.text, args.second ?? ''].map((one) => tokenizer.encode(one))
  const input = form === 'entailment' ? entailmentInput(first!, second!, tokenizer.special, room) : classificationInput(first!, tokenizer.special, room)
  const ids = input.sequences[0]!
  await withRuntime(args.runtime, async (runtime) => {
    const layout = taskLayout(config, labels.length)
    const store = await runtime.createStore(layout, { training: false })
    store.write('weight', weights)
    const classifier = await Classifier.create(store, config, layout, { form, labels: labels.length, batch: 1, time: ids.length }, tokenizer.special)
    const scores = [...(await classifier.scores([{ input, label: 0 }]))]
    const top = Math.max(...scores)
    const total = scores.reduce((sum, score) => sum + Math.exp(score - top), 0)
    const shares = scores.map((score) => Math.exp(score - top) / total)
    const label = labels[scores.indexOf(top)]!
    output(args.json).result({ label, shares: Object.fromEntries(labels.map((name, k) => [name, shares[k]])), scores, text: args.text, ...(args.second !== undefined && { second: args.second }), ids: [...ids] },
      `${label}: ${labels.map((name, k) => `${name} ${(100 * shares[k]!).toFixed(1)} %`).join(', ')}`)
    classifier.destroy()
    store.destroy()
  })
}
