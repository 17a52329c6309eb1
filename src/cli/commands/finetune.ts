/** `finetune`: a pre-trained model learns a task, as in section 3.2 of the GPT-1 paper, and is measured on held-out examples; Ctrl-C stops and saves, `--resume` goes on. */
import { parameterCount } from '../../core/config.ts'
import type { LabelledSet } from '../../core/data/labelled/labelled.ts'
import { shortcuts } from '../../core/data/labelled/shortcuts.ts'
import { CourseError } from '../../core/errors.ts'
import { ownTextLoss } from '../../core/finetune/ownText.ts'
import { outputsOf } from '../../core/finetune/plan.ts'
import { fineTunedFolder, optionsOf, type PreparedFineTuning } from '../../core/finetune/prepared.ts'
import { FineTuner } from '../../core/finetune/trainer.ts'
import { flag, parse, seed, text, whole } from '../arguments.ts'
import { fineTuneOptions } from '../fineTuneArguments.ts'
import { beatenLine, confusionTable, metricsLine, ownTextLine, shortcutsLine } from '../fineTuneOutput.ts'
import { readFineTuning, targetOf } from '../fineTuneRun.ts'
import { taskOptions } from '../labelledSets.ts'
import { note, type Output, output, turn } from '../output.ts'
import { Progress } from '../progress.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { saveOption, Saves } from '../saving.ts'
import { checkLearned, untilSignalled } from '../stopping.ts'
import { noteUnknown } from '../text.ts'
import { OutFolder } from '../out/outFolder.ts'

export const options = {
  model: text(undefined).help('folder of the pre-trained model', { value: 'DIR', fallback: 'needed, unless --resume' }),
  resume: text(undefined).help('go on with the run in that folder, to the same bits', { value: 'DIR' }),
  out: text(undefined).help('folder to save the classifier to', { value: 'DIR', fallback: 'needed, unless --resume' }),
  force: flag.help('another model that lies in --out may be replaced'),
  'save-every': saveOption,
  seed: seed(undefined).help('of batches, dropout and the new head', { fallback: '1' }),
  'stop-at': whole(undefined, 1).help('stop there, to go on with --resume', { fallback: 'at the end' }),
  ...taskOptions,
  ...fineTuneOptions,
  transferred: whole(undefined, 0).help('blocks that are taken over from the model, from the first; 0: the embeddings alone', {
    fallback: 'all',
  }),
  'from-scratch': flag.help("new weights instead of the model's, to see what pre-training is worth"),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const path = targetOf(args)
  const inPlace = args.resume !== undefined && path === args.resume
  const target = OutFolder.open(path, { sources: { model: args.model, resume: args.resume }, force: args.force, goesOn: inPlace })
  const { prepared, ownText } = await readFineTuning(args)
  const { config, set, task, state } = prepared
  const out = output(args.json)

  await withRuntime(args.runtime, async (runtime) => {
    note(
      `${set.title} (${set.credit}): ${task.train.length} examples to learn from, ${task.heldOut.length} held out, ${set.labels.join(', ')}`,
    )
    note(
      `${parameterCount(config) + outputsOf(task.shape) * config.nEmbd} parameters, sequences of ${task.shape.time} tokens, ${runtime.adapter}${task.cuts && `; ${task.cuts}, and keep their ${set.keep}`}`,
    )
    noteUnknown(task.unknown)
    const tuner = await FineTuner.create(runtime, optionsOf(prepared))
    try {
      if (state) note(`Goes on after step ${state.step} of ${tuner.totalSteps}`)
      const before = ownText && (await ownTextLoss(tuner, prepared, ownText, turn))
      const saves = new Saves(target, args['save-every'], inPlace ? tuner.steps : undefined)
      // What was learned is safe before it is measured.
      const { ended, where } = await tune(tuner, prepared, saves, path, out, args['stop-at'])
      note(
        ended === 'done'
          ? `Saved to ${where}`
          : `Stopped after step ${tuner.steps} of ${tuner.totalSteps}; what was learned is saved to ${where}. To go on: finetune --resume ${where}`,
      )
      const own = before === null ? null : { before, after: await ownTextLoss(tuner, prepared, ownText!, turn) }
      if (own) note(ownTextLine(own))
      await report(tuner, set, task.heldOut, out, {
        ownText: own,
        done: ended === 'done',
        steps: tuner.steps,
        totalSteps: tuner.totalSteps,
        out: where,
        runtime: runtime.kind,
        adapter: runtime.adapter,
      })
    } finally {
      tuner.destroy()
    }
  })
}

/** Until the last step, `until`, or a signal; saves as it goes and where it ends. */
function tune(
  tuner: FineTuner,
  prepared: PreparedFineTuning,
  saves: Saves,
  path: string,
  out: Output,
  stopAt?: number,
): Promise<{ ended: 'done' | 'stopped'; where: string }> {
  const until = Math.min(stopAt ?? tuner.totalSteps, tuner.totalSteps)
  const begun = tuner.steps
  const progress = new Progress(1000, out.json)
  const unfinished = async () => fineTunedFolder(prepared, await tuner.snapshot(), false)
  return untilSignalled(async (isStopping) => {
    try {
      while (tuner.steps < until && !isStopping()) {
        await tuner.run({
          until,
          shouldStop: () => isStopping() || saves.isDue(tuner.steps),
          yieldNow: turn,
          onStep({ step, loss, learningRate: lr, gradNorm, stepMs, tokensPerSecond, secondsLeft, fineTuning }) {
            const { epoch, taskLoss, tokenLoss } = fineTuning!
            saves.onLoss(loss)
            const measured = `L2 ${taskLoss.toFixed(4)}${tokenLoss === null ? '' : `  L1 ${tokenLoss.toFixed(4)}`}`
            const line = progress.at({ step, steps: tuner.totalSteps, measured, tokensPerSecond, secondsLeft })
            out.result(
              { step, epoch, loss, taskLoss, tokenLoss, lr, gradNorm, stepMs },
              progress.live && process.stdout.isTTY ? null : line,
            )
          },
        })
        if (tuner.steps < until && !isStopping()) await saves.asItGoes(tuner.steps, unfinished)
      }
    } catch (error) {
      if (error instanceof CourseError && error.code === 'not-a-number')
        throw new CourseError(error.code, error.message, `${error.hint} ${await saves.broken(tuner.steps, unfinished)}`)
      throw error
    }
    if (tuner.steps >= tuner.totalSteps) {
      await saves.finished(async () => fineTunedFolder(prepared, await tuner.snapshot(), true))
      return { ended: 'done', where: path }
    }
    checkLearned(tuner.steps - begun)
    if (!isStopping()) {
      await saves.finished(unfinished)
      return { ended: 'stopped', where: path }
    }
    return { ended: 'stopped', where: await saves.stopped(tuner.steps, unfinished) }
  })
}

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
    `${metricsLine(measured)}, loss ${measured.loss.toFixed(4)}\nWithout understanding: ${shortcutsLine(without)}\n${beatenLine(measured, without)}${confusionTable(measured, set.labels)}`,
  )
}
