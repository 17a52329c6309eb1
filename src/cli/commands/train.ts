/** `train`: a new model, or one that goes on, on a text; Ctrl-C stops and saves. */
import type { Model } from '../../core/checkpoint/hfFolder.ts'
import { flatten } from '../../core/checkpoint/tensors.ts'
import { parameterCount } from '../../core/config.ts'
import { CourseError } from '../../core/errors.ts'
import { modelLayout } from '../../core/model/plans.ts'
import { Trainer } from '../../core/train/trainer.ts'
import { checkTarget, writeFolder } from '../folder.ts'
import { note, type Output, output, turn } from '../output.ts'
import { halfFields } from '../half.ts'
import { recordEvaluation, recordStep, runFolder, snapshotOf, startRecord } from '../record.ts'
import { withRuntime } from '../runtime.ts'
import { planRun, readTrainArguments, type RunPlan } from '../trainArguments.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = readTrainArguments(argv)
  checkTarget(args.out)
  const plan = await planRun(args)
  const out = output(args.json)

  await withRuntime(args.runtime, async (runtime) => {
    note(`${parameterCount(plan.config)} parameters on ${plan.text.corpus.title}, ${runtime.adapter}`)
    const trainer = await Trainer.create(runtime, {
      config: plan.config,
      settings: plan.settings,
      corpus: plan.corpus,
      f16: plan.f16,
      ...startOf(plan),
    })
    if (trainer.half) note(trainer.half.sentence)
    await train(trainer, plan, args, out)
    out.result(
      {
        done: true,
        steps: trainer.steps,
        out: args.out,
        runtime: runtime.kind,
        adapter: runtime.adapter,
        parameters: parameterCount(plan.config),
        ...halfFields(trainer.half),
      },
      `Saved step ${trainer.steps} to ${args.out}`,
    )
    trainer.destroy()
  })
}

/** Trains and saves: at the end, when told to stop, and also where the loss is no number any more. */
async function train(
  trainer: Trainer,
  { config, settings, tokenizer, corpus, text, from }: RunPlan,
  args: { out: string; stopAt: number | undefined },
  out: Output,
): Promise<void> {
  const record = startRecord(settings, text.corpus, corpus, config.nVocab, from?.resume ? from.model.trainingState?.run : undefined)
  if (trainer.half?.on) record.f16 = true
  const save = async () => writeFolder(args.out, runFolder(config, tokenizer, await trainer.snapshot(), record))
  let stopping = false
  const stop = () => {
    stopping = true
    note('Stopping …')
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  let shownAt = 0
  try {
    await trainer.run({
      ...(args.stopAt !== undefined && { until: args.stopAt }),
      shouldStop: () => stopping,
      yieldNow: turn,
      onStep(report) {
        recordStep(record, report)
        const { step, loss, learningRate: lr, gradNorm, tokensPerSecond, stepMs } = report
        const show = step === settings.steps || performance.now() - shownAt > 1000
        if (show) shownAt = performance.now()
        out.result(
          { step, loss, lr, gradNorm, tokensPerSecond, stepMs },
          show
            ? `step ${step}  loss ${loss.toFixed(4)}  lr ${lr.toExponential(2)}  norm ${gradNorm.toFixed(3)}  ${Math.round(tokensPerSecond)} tokens/s  ${stepMs.toFixed(1)} ms`
            : null,
        )
      },
      onEvaluation(report) {
        recordEvaluation(record, report)
        const { step, trainLoss, validationLoss: valLoss, bitsPerCharacter } = report
        out.result(
          { step, trainLoss, valLoss, bitsPerCharacter },
          `step ${step}  train ${trainLoss.toFixed(4)}  validation ${valLoss.toFixed(4)} nats (bigram ${record.bigramLoss.toFixed(4)})  ${bitsPerCharacter.toFixed(4)} bits per character`,
        )
      },
    })
  } catch (error) {
    if (error instanceof CourseError && error.code === 'not-a-number') {
      await save()
      throw new CourseError(error.code, error.message, `${error.hint} It is in ${args.out}.`)
    }
    throw error
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
  await save()
}

function startOf({ config, from }: RunPlan) {
  if (!from) return {}
  const { model } = from
  return from.resume ? { state: stateOf(model) } : { weights: flatten(modelLayout(config), model.weights) }
}

function stateOf({ config, weights, trainingState }: Model) {
  if (!trainingState)
    throw new CourseError(
      'bad-checkpoint',
      'This model has no training_state.safetensors and run.json, so its run cannot be resumed.',
      'Start a new run from its weights with --init.',
    )
  return snapshotOf(config, weights, trainingState)
}
