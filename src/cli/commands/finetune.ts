/** `finetune`: a pre-trained model learns a task, as in section 3.2 of the GPT-1 paper, and is measured on held-out examples; Ctrl-C stops and saves, `--resume` goes on. */
import { parameterCount } from '../../core/config.ts'
import type { LabelledSet } from '../../core/data/labelled/labelled.ts'
import { shortcuts } from '../../core/data/labelled/shortcuts.ts'
import { outputsOf } from '../../core/finetune/plan.ts'
import { fineTunedFolder, optionsOf } from '../../core/finetune/prepared.ts'
import { FineTuner } from '../../core/finetune/trainer.ts'
import { flag, parse, text, whole } from '../arguments.ts'
import { fineTuneOptions } from '../fineTuneArguments.ts'
import { confusionTable, metricsLine, shortcutsLine } from '../fineTuneOutput.ts'
import { readFineTuning, targetOf } from '../fineTuneRun.ts'
import { checkTarget, writeFolder } from '../folder.ts'
import { taskOptions } from '../labelledSets.ts'
import { note, type Output, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { checkLearned, watched } from '../stopping.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, {
    model: text(undefined),
    resume: text(undefined),
    out: text(undefined),
    seed: whole(undefined),
    'stop-at': whole(undefined, 1),
    ...taskOptions,
    ...fineTuneOptions,
    runtime: runtimeOption,
    json: flag,
  })
  const target = targetOf(args)
  checkTarget(target)
  const prepared = await readFineTuning(args)
  const { config, set, task, state } = prepared
  const out = output(args.json)

  await withRuntime(args.runtime, async (runtime) => {
    note(
      `${set.title} (${set.credit}): ${task.train.length} examples to learn from, ${task.heldOut.length} held out, ${set.labels.join(', ')}`,
    )
    note(
      `${parameterCount(config) + outputsOf(task.shape) * config.nEmbd} parameters, sequences of ${task.shape.time} tokens, ${runtime.adapter}${task.cuts && `; ${task.cuts}, and keep their ${set.keep}`}`,
    )
    const tuner = await FineTuner.create(runtime, optionsOf(prepared))
    try {
      if (state) note(`Goes on after step ${state.step} of ${tuner.totalSteps}`)
      const ended = await tune(tuner, out, args['stop-at'])
      checkLearned(tuner.steps)
      // What was learned is safe before it is measured.
      writeFolder(target, fineTunedFolder(prepared, await tuner.snapshot(), ended === 'done'))
      note(
        ended === 'done'
          ? `Saved to ${target}`
          : `Stopped after step ${tuner.steps} of ${tuner.totalSteps}; what was learned is saved to ${target}. To go on: finetune --resume ${target}`,
      )
      await report(tuner, set, task.heldOut, out, {
        done: ended === 'done',
        steps: tuner.steps,
        totalSteps: tuner.totalSteps,
        out: target,
        runtime: runtime.kind,
        adapter: runtime.adapter,
      })
    } finally {
      tuner.destroy()
    }
  })
}

/** Until the last step, `until`, Ctrl-C or SIGTERM. */
const tune = (tuner: FineTuner, out: Output, until?: number): Promise<'done' | 'stopped'> =>
  watched(({ shouldStop, yieldNow }) =>
    tuner.run({
      ...(until !== undefined && { until }),
      shouldStop,
      yieldNow,
      onStep({ step, loss, learningRate: lr, gradNorm, stepMs, fineTuning }) {
        const { epoch, taskLoss, tokenLoss } = fineTuning!
        out.result(
          { step, epoch, loss, taskLoss, tokenLoss, lr, gradNorm, stepMs },
          `step ${step} of ${tuner.totalSteps}  L2 ${taskLoss.toFixed(4)}${tokenLoss === null ? '' : `  L1 ${tokenLoss.toFixed(4)}`}  L3 ${loss.toFixed(4)}  lr ${lr.toExponential(2)}  ${stepMs.toFixed(0)} ms`,
        )
      },
    }),
  )

async function report(
  tuner: FineTuner,
  set: LabelledSet,
  heldOut: Parameters<FineTuner['evaluate']>[0],
  out: Output,
  fields: object,
): Promise<void> {
  const measured = await tuner.evaluate(heldOut, turn)
  const without = shortcuts(set)
  out.result(
    { ...fields, task: set.id, form: set.form, labels: set.labels, learnedFrom: set.train.length, ...measured, shortcuts: without },
    `${metricsLine(measured)}, loss ${measured.loss.toFixed(4)}\nWithout understanding: ${shortcutsLine(without)}\n${confusionTable(measured, set.labels)}`,
  )
}
