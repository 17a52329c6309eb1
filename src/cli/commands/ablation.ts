/** `ablation`: the paper's table 5, small: with and without pre-training, with and without the auxiliary objective, over several seeds. */
import { shortcuts } from '../../core/data/labelled/shortcuts.ts'
import { ablate, type AblationRun, ROWS, summarize } from '../../core/finetune/ablation.ts'
import { type FineTuneSettings, PAPER } from '../../core/finetune/settings.ts'
import { encodeTask } from '../../core/finetune/task.ts'
import { TaskTokenizer } from '../../core/finetune/tokens.ts'
import { flag, parse, text, whole } from '../arguments.ts'
import { fineTuneOptions, fineTuneSettings } from '../fineTuneArguments.ts'
import { columns, metricsLine, shortcutsLine } from '../fineTuneOutput.ts'
import { readModel } from '../folder.ts'
import { loadSet, taskOptions } from '../labelledSets.ts'
import { note, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { noteUnknown } from '../text.ts'
import { shippedFolder } from '../shipped.ts'

/** The world's checkpoint: 4 layers, pre-trained on other stories than the task's. */
const CHECKPOINT = shippedFolder('world')
/** Few labels, for that is where pre-training counts; a small model wants a larger rate than the paper's, and more rounds over few examples. */
const DEFAULTS: FineTuneSettings = { ...PAPER, epochs: 6, batch: 16, learningRate: 1e-3 }
const FALLBACK = { train: 160, heldOut: 192 }
/** Room for the event that decides in 997 stories of 1,000, at three quarters of the whole context's cost. */
const CONTEXT = 192

export const options = {
  model: text(CHECKPOINT).help('folder of the pre-trained model', { value: 'DIR', fallback: "the course's, of the small world" }),
  seeds: whole(3, 1).help('runs, each with a seed of its own'),
  ...taskOptions,
  ...fineTuneOptions,
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const settings = fineTuneSettings(args, DEFAULTS)
  const model = readModel(args.model)
  const set = loadSet(args, FALLBACK)
  const tokenizer = new TaskTokenizer(model.tokenizer)
  const task = encodeTask(set, tokenizer, Math.min(args.context ?? CONTEXT, model.config.nCtx))
  const seeds = Array.from({ length: args.seeds }, (_, i) => i + 1)
  const out = output(args.json)

  await withRuntime(args.runtime, async (runtime) => {
    note(
      `${set.title} (${set.credit}): ${task.train.length} labelled examples, ${task.heldOut.length} held out; ${settings.epochs} epochs of batches of ${settings.batch}, rate ${settings.learningRate}, λ ${settings.lambda}; sequences of ${task.shape.time} tokens${task.cuts && `, ${task.cuts}`}; ${runtime.adapter}`,
    )
    noteUnknown(task.unknown)
    const begun = performance.now()
    const onRun = ({ row, seed, report, seconds }: AblationRun) =>
      note(`seed ${seed}  ${row.padEnd(15)}  ${metricsLine(report)}  ${seconds.toFixed(1)} s`)
    const runs = await ablate(
      runtime,
      { config: model.config, weights: model.weights, special: tokenizer.special, task, settings, seeds },
      onRun,
      turn,
    )
    for (const { row, seed, report } of runs) out.result({ row, seed, ...report }, null)
    const rows = ROWS.map(({ id, title }) => {
      const own = runs.filter(({ row }) => row === id).map(({ report }) => report)
      return {
        row: id,
        title,
        accuracy: summarize(own.map((r) => r.accuracy)),
        macroF1: summarize(own.map((r) => r.macroF1)),
        matthews: summarize(own.map((r) => r.matthews)),
      }
    })
    out.result(
      {
        done: true,
        task: set.id,
        learnedFrom: task.train.length,
        heldOut: task.heldOut.length,
        seeds: seeds.length,
        rows,
        seconds: (performance.now() - begun) / 1000,
        runtime: runtime.kind,
        adapter: runtime.adapter,
      },
      columns([
        ['', 'accuracy %', 'macro-F1 %', 'Matthews %'],
        ...rows.map(({ title, ...r }) => [title, ...[r.accuracy, r.macroF1, r.matthews].map(percent)]),
      ]),
    )
    note(`Mean ± standard deviation over ${seeds.length} seeds. Without understanding: ${shortcutsLine(shortcuts(set))}.`)
  })
}

const percent = ({ mean, spread }: { mean: number; spread: number }): string => `${(100 * mean).toFixed(1)} ± ${(100 * spread).toFixed(1)}`
