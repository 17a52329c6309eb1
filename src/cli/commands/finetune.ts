/** `finetune`: a pre-trained model learns a task, as in section 3.2 of the GPT-1 paper, and is measured on held-out examples; Ctrl-C stops and saves. */
import { parameterCount } from '../../core/config.ts'
import type { LabelledSet } from '../../core/data/labelled/labelled.ts'
import { shortcuts } from '../../core/data/labelled/shortcuts.ts'
import { writeClassifierFolder } from '../../core/finetune/classifierFolder.ts'
import { grownConfig, grownWeights } from '../../core/finetune/grow.ts'
import { outputsOf } from '../../core/finetune/plan.ts'
import { encodeTask } from '../../core/finetune/task.ts'
import { TaskTokenizer } from '../../core/finetune/tokens.ts'
import { FineTuner } from '../../core/finetune/trainer.ts'
import { flag, parse, required, UsageError, whole } from '../arguments.ts'
import { fineTuneOptions, fineTuneSettings } from '../fineTuneArguments.ts'
import { confusionTable, metricsLine, shortcutsLine } from '../fineTuneOutput.ts'
import { checkTarget, readModel, writeFolder } from '../folder.ts'
import { loadSet, taskOptions } from '../labelledSets.ts'
import { note, type Output, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { checkLearned, watched } from '../stopping.ts'

const FALLBACK = { examples: 600, heldOut: 200 }

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { model: required, out: required, seed: whole(undefined), 'stop-at': whole(undefined, 1), ...taskOptions, ...fineTuneOptions, runtime: runtimeOption, json: flag })
  const settings = fineTuneSettings(args)
  checkTarget(args.out)
  const model = readModel(args.model)
  const config = grownConfig(model.config)
  if (args.context !== undefined && args.context > config.nCtx) throw new UsageError(`--context is ${args.context}, but the model's is ${config.nCtx}.`)
  const set = loadSet(args, FALLBACK)
  const tokenizer = new TaskTokenizer(model.tokenizer)
  const task = encodeTask(set, tokenizer, args.context ?? config.nCtx)
  const outputs = outputsOf(task.shape)
  const out = output(args.json)

  await withRuntime(args.runtime, async (runtime) => {
    note(`${set.title} (${set.credit}): ${task.train.length} examples to learn from, ${task.heldOut.length} held out, ${set.labels.join(', ')}`)
    note(`${parameterCount(config) + outputs * config.nEmbd} parameters, sequences of ${task.shape.time} tokens, ${runtime.adapter}${task.cuts && `; ${task.cuts}, and keep their ${set.keep}`}`)
    const weights = grownWeights(model.config, model.weights, outputs, settings.seed)
    const tuner = await FineTuner.create(runtime, { config, special: tokenizer.special, task: task.shape, examples: task.train, settings, weights })
    try {
      const ended = await tune(tuner, out, args['stop-at'])
      checkLearned(tuner.steps)
      // What was learned is safe before it is measured.
      const { form } = set
      const folder = { config, tokenizer, form, keep: set.keep, labels: form === 'choice' ? [] : set.labels, weights: (await tuner.snapshot()).weights }
      writeFolder(args.out, writeClassifierFolder(folder))
      note(`${ended === 'done' ? 'Saved' : `Stopped after step ${tuner.steps} of ${tuner.totalSteps}; what was learned is saved`} to ${args.out}`)
      await report(tuner, set, task.heldOut, out, { done: ended === 'done', steps: tuner.steps, totalSteps: tuner.totalSteps, out: args.out, runtime: runtime.kind, adapter: runtime.adapter })
    } finally {
      tuner.destroy()
    }
  })
}

/** Until the last step, `until`, Ctrl-C or SIGTERM. */
const tune = (tuner: FineTuner, out: Output, until?: number): Promise<'done' | 'stopped'> => watched(({ shouldStop, yieldNow }) => tuner.run({
  ...(until !== undefined && { until }),
  shouldStop,
  yieldNow,
  onStep({ step, epoch, loss, taskLoss, tokenLoss, learningRate: lr, gradNorm, stepMs }) {
    out.result({ step, epoch, loss, taskLoss, tokenLoss, lr, gradNorm, stepMs },
      `step ${step} of ${tuner.totalSteps}  L2 ${taskLoss.toFixed(4)}${tokenLoss === null ? '' : `  L1 ${tokenLoss.toFixed(4)}`}  L3 ${loss.toFixed(4)}  lr ${lr.toExponential(2)}  ${stepMs.toFixed(0)} ms`)
  },
}))

async function report(tuner: FineTuner, set: LabelledSet, heldOut: Parameters<FineTuner['evaluate']>[0], out: Output, fields: object): Promise<void> {
  const measured = await tuner.evaluate(heldOut, turn)
  const without = shortcuts(set)
  out.result({ ...fields, task: set.id, form: set.form, labels: set.labels, learnedFrom: set.train.length, ...measured, shortcuts: without },
    `${metricsLine(measured)}, loss ${measured.loss.toFixed(4)}\nWithout understanding: ${shortcutsLine(without)}\n${confusionTable(measured, set.labels)}`)
}
