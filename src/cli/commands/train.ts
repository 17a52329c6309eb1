/** `train`: a new model, or one that goes on, on a text; Ctrl-C stops and saves. */
import type { Model } from '../../core/checkpoint/hfFolder.ts'
import { flatten } from '../../core/checkpoint/tensors.ts'
import { parameterCount } from '../../core/config.ts'
import { CourseError } from '../../core/errors.ts'
import { modelLayout } from '../../core/model/plans.ts'
import type { RunOptions } from '../../core/train/loop.ts'
import { Trainer } from '../../core/train/trainer.ts'
import { halfFields } from '../half.ts'
import { note, type Output, output, turn } from '../output.ts'
import { Progress } from '../progress.ts'
import { recordEvaluation, recordStep, runFolder, snapshotOf, startRecord } from '../record.ts'
import { withRuntime } from '../runtime.ts'
import { Sampler } from '../sampler.ts'
import { Saves } from '../saving.ts'
import { checkLearned, untilSignalled } from '../stopping.ts'
import { OutFolder } from '../out/outFolder.ts'
import { options, planRun, readTrainArguments, type RunPlan } from '../trainArguments.ts'

export { options }

export async function run(argv: readonly string[]): Promise<void> {
  const args = readTrainArguments(argv)
  const inPlace = args.resume !== undefined && args.out === args.resume
  const target = OutFolder.open(args.out, { sources: { resume: args.resume, init: args.init }, force: args.force, goesOn: inPlace })
  const plan = await planRun(args)
  // Weights and two moments, in 4 bytes each.
  target.checkRoom(3 * 4 * parameterCount(plan.config))
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
    const saves = new Saves(target, args.saveEvery, inPlace ? trainer.steps : undefined)
    const { where, stopped } = await train(trainer, plan, args, saves, out)
    out.result(
      {
        done: true,
        ...(stopped && { stopped }),
        steps: trainer.steps,
        out: where,
        runtime: runtime.kind,
        adapter: runtime.adapter,
        parameters: parameterCount(plan.config),
        ...halfFields(trainer.half),
      },
      stopped
        ? `Stopped after step ${trainer.steps} of ${plan.settings.steps}; saved to ${where}. To go on: train --resume ${where}${where === args.out ? '' : ` --out ${args.out} --force`}`
        : `Saved step ${trainer.steps} to ${where}`,
    )
    trainer.destroy()
  })
}

/** Trains and saves: as it goes, at the end, when told to stop, and also where the loss is no number any more. */
async function train(
  trainer: Trainer,
  { config, settings, tokenizer, corpus, text, from }: RunPlan,
  args: { out: string; stopAt: number | undefined; json: boolean },
  saves: Saves,
  out: Output,
): Promise<{ where: string; stopped: boolean }> {
  const record = startRecord(settings, text.corpus, corpus, config.nVocab, from?.resume ? from.model.trainingState?.run : undefined)
  if (trainer.half?.on) record.f16 = true
  const folder = async () => runFolder(config, tokenizer, await trainer.snapshot(), record)
  const [begun, until] = [trainer.steps, Math.min(args.stopAt ?? settings.steps, settings.steps)]
  const progress = new Progress(1000, args.json)
  const sampler = progress.live ? new Sampler(trainer.store, config, tokenizer) : null
  const listeners: RunOptions = {
    until,
    onStep(report) {
      recordStep(record, report)
      saves.onLoss(report.loss)
      const { step, loss, learningRate: lr, gradNorm, tokensPerSecond, stepMs, secondsLeft } = report
      const line = progress.at({ step, steps: settings.steps, measured: `loss ${loss.toFixed(4)}`, tokensPerSecond, secondsLeft })
      out.result({ step, loss, lr, gradNorm, tokensPerSecond, stepMs }, progress.live && process.stdout.isTTY ? null : line)
    },
    onEvaluation(report) {
      recordEvaluation(record, report)
      const { step, trainLoss, validationLoss: valLoss, bitsPerCharacter } = report
      out.result(
        { step, trainLoss, valLoss, bitsPerCharacter },
        `step ${step}  train ${trainLoss.toFixed(4)}  validation ${valLoss.toFixed(4)} nats (bigram ${record.bigramLoss.toFixed(4)})  ${bitsPerCharacter.toFixed(4)} bits per character`,
      )
      sampler?.soon()
    },
  }
  return untilSignalled(async (isStopping) => {
    try {
      // It is let run dry for each save, so that what is saved is of one step, with all that was reported up to it.
      while (trainer.steps < until && !isStopping()) {
        await trainer.run({
          ...listeners,
          shouldStop: () => isStopping() || saves.isDue(trainer.steps),
          async yieldNow() {
            await turn()
            await sampler?.ifDue(isStopping)
          },
        })
        if (trainer.steps < until && !isStopping()) await saves.asItGoes(trainer.steps, folder)
      }
    } catch (error) {
      if (error instanceof CourseError && error.code === 'not-a-number')
        throw new CourseError(error.code, error.message, `${error.hint} ${await saves.broken(trainer.steps, folder)}`)
      throw error
    }
    if (trainer.steps < until) {
      checkLearned(trainer.steps - begun)
      return { where: await saves.stopped(trainer.steps, folder), stopped: true }
    }
    await saves.finished(folder)
    return { where: args.out, stopped: false }
  })
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
