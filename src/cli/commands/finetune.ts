/** `finetune`: a pre-trained model learns labels, as in section 3.2 of the GPT-1 paper, and is measured on held-out examples. */
import { parameterCount } from '../../core/config.ts'
import { CourseError } from '../../core/errors.ts'
import { writeClassifierFolder } from '../../core/finetune/classifierFolder.ts'
import { grownConfig, grownWeights } from '../../core/finetune/grow.ts'
import { classificationTask } from '../../core/finetune/task.ts'
import { TaskTokenizer } from '../../core/finetune/tokens.ts'
import { FineTuner } from '../../core/finetune/trainer.ts'
import { flag, parse, required, UsageError, whole } from '../arguments.ts'
import { fineTuneOptions, fineTuneSettings } from '../fineTuneArguments.ts'
import { confusionTable, metricsLine } from '../fineTuneOutput.ts'
import { checkTarget, readModel, writeFolder } from '../folder.ts'
import { loadSet, taskOptions } from '../labelledSets.ts'
import { note, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'

const FALLBACK = { examples: 600, heldOut: 200 }

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, { model: required, out: required, seed: whole(undefined), ...taskOptions, ...fineTuneOptions, runtime: runtimeOption, json: flag })
  const settings = fineTuneSettings(args)
  checkTarget(args.out)
  const model = readModel(args.model)
  const config = grownConfig(model.config)
  if (args.context !== undefined && args.context > config.nCtx) throw new UsageError(`--context is ${args.context}, but the model's is ${config.nCtx}.`)
  const set = loadSet(args, FALLBACK)
  const tokenizer = new TaskTokenizer(model.tokenizer)
  const task = classificationTask(set, tokenizer, args.context ?? config.nCtx)
  const out = output(args.json)

  await withRuntime(args.runtime, async (runtime) => {
    note(`${set.title} (${set.credit}): ${task.train.length} examples to learn from, ${task.heldOut.length} held out, ${set.labels.join(', ')}`)
    note(`${parameterCount(config) + set.labels.length * config.nEmbd} parameters, sequences of ${task.shape.time} tokens, ${runtime.adapter}${task.cuts && `; ${task.cuts}`}`)
    const weights = grownWeights(model.config, model.weights, set.labels.length, settings.seed)
    const tuner = await FineTuner.create(runtime, { config, special: tokenizer.special, task: task.shape, examples: task.train, settings, weights })
    let stopping = false
    const stop = () => {
      stopping = true
      note('Stopping …')
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
    const ended = await tuner.run({
      shouldStop: () => stopping,
      yieldNow: turn,
      onStep({ step, epoch, loss, taskLoss, tokenLoss, learningRate: lr, gradNorm, stepMs }) {
        out.result({ step, epoch, loss, taskLoss, tokenLoss, lr, gradNorm, stepMs },
          `step ${step} of ${tuner.totalSteps}  L2 ${taskLoss.toFixed(4)}${tokenLoss === null ? '' : `  L1 ${tokenLoss.toFixed(4)}`}  L3 ${loss.toFixed(4)}  lr ${lr.toExponential(2)}  ${stepMs.toFixed(0)} ms`)
      },
    })
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    if (ended === 'stopped') throw new CourseError('stopped', `Fine-tuning stopped after step ${tuner.steps} of ${tuner.totalSteps}; nothing was saved.`)
    const report = await tuner.evaluate(task.heldOut, turn)
    writeFolder(args.out, writeClassifierFolder({ config, tokenizer, form: 'classification', labels: set.labels, weights: (await tuner.snapshot()).weights }))
    out.result({ done: true, task: set.id, labels: set.labels, learnedFrom: task.train.length, ...report, out: args.out, runtime: runtime.kind, adapter: runtime.adapter },
      `${metricsLine(report)}, loss ${report.loss.toFixed(4)}\n${confusionTable(report, set.labels)}\nSaved to ${args.out}`)
    tuner.destroy()
  })
}
