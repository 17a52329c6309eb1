/** `distill`: a small model taught by a larger one, beside the same model trained alone for as many steps. */
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { checkPair, distill, DISTILLATION } from '../../core/compress/distill.ts'
import { type Tensors, unflatten } from '../../core/checkpoint/tensors.ts'
import { modelLayout } from '../../core/model/plans.ts'
import { type ModelConfig, parameterCount, validateConfig } from '../../core/config.ts'
import { validateSettings } from '../../core/train/settings.ts'
import { attempt, flag, number, parse, required, text, whole } from '../arguments.ts'
import { readModel } from '../folder.ts'
import { corpusFor, heldOutLoss } from '../measured.ts'
import { note, output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { saveEnd, savingTo } from '../saving.ts'
import { checkLearned, watched } from '../stopping.ts'
import { outOptions, OutFolder } from '../out/outFolder.ts'

export const options = {
  teacher: required.help('folder of the model that teaches'),
  ...outOptions,
  corpus: text(undefined).help('text to learn from', { value: 'ID|FILE', fallback: 'what the teacher learned from' }),
  layers: whole(1, 1).help('blocks'),
  heads: whole(undefined, 1).help('attention heads of a block', { fallback: "the teacher's" }),
  embd: whole(undefined, 1).help('width', { fallback: "the teacher's" }),
  steps: whole(300, 1).help('steps to train'),
  lr: number(1.5e-3).help('learning rate'),
  batch: whole(4, 1).help('windows of a batch'),
  alpha: number(DISTILLATION.alpha).help("weight of the teacher's word, 0 to 1"),
  temperature: number(DISTILLATION.temperature).help("above 1, the teacher's small probabilities count for more"),
  seeds: whole(1, 1).help('runs, each with a seed of its own'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const target = OutFolder.open(args.out, { sources: { teacher: args.teacher }, force: args.force })
  const teacher = readModel(args.teacher)
  const student: ModelConfig = attempt(() =>
    validateConfig({
      ...teacher.config,
      nLayer: args.layers,
      nHead: args.heads ?? teacher.config.nHead,
      nEmbd: args.embd ?? teacher.config.nEmbd,
    }),
  )
  const how = { alpha: args.alpha, temperature: args.temperature }
  attempt(() => checkPair(teacher.config, student, how))
  const settingsOf = (seed: number) => ({
    batch: args.batch,
    steps: args.steps,
    learningRate: args.lr,
    warmup: Math.ceil(args.steps / 10),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: 0,
    seed,
  })
  attempt(() => validateSettings(settingsOf(1)))
  const { corpus } = await corpusFor(teacher, args.corpus)
  const folderOf = (weights: Tensors) => writeModelFolder({ config: student, tokenizer: teacher.tokenizer, weights })
  let where = args.out
  const parameters = { teacher: parameterCount(teacher.config), student: parameterCount(student) }
  await withRuntime(args.runtime, (runtime) =>
    watched(args.json, async (watch) => {
      const teacherLoss = await heldOutLoss(runtime, teacher.config, teacher.weights, corpus.validation)
      note(`The teacher: ${teacherLoss.toFixed(4)} nats, ${parameters.teacher} parameters; the student has ${parameters.student}.`)
      const runs: { seed: number; steps: number; distilled: number; alone: number | null }[] = []
      for (let seed = 1; seed <= args.seeds && (seed === 1 || !watch.shouldStop()); seed++) {
        const save = savingTo(target, (state) => folderOf(unflatten(modelLayout(student), state.weights)))
        const trained = async (what: string, alpha: number) => {
          watch.begin(`seed ${seed}, ${what}`, args.steps)
          return distill(runtime, teacher, student, { ...how, alpha }, settingsOf(seed), corpus.train, {
            ...watch,
            ...(seed === 1 && what === 'distilled' && { save }),
          })
        }
        const weights = await trained('distilled', args.alpha)
        const { steps } = watch.taken()
        if (seed === 1) checkLearned(steps)
        if (steps < args.steps && seed > 1) break
        // Saved before it is compared with one alone: stopping meanwhile loses nothing.
        const distilled = await heldOutLoss(runtime, student, weights, corpus.validation)
        if (seed === 1) where = saveEnd(target, folderOf(weights), watch.shouldStop())
        // Alone is the same run with the teacher's word at nothing: same start, same batches.
        const other = watch.shouldStop() ? null : await trained('alone', 0)
        const alone = other && !watch.shouldStop() ? await heldOutLoss(runtime, student, other, corpus.validation) : null
        runs.push({ seed, steps, distilled, alone })
        note(`seed ${seed}: distilled ${distilled.toFixed(4)}${alone === null ? '' : `, alone ${alone.toFixed(4)}`}`)
      }
      const whole = runs.flatMap(({ distilled, alone }) => (alone === null ? [] : [{ distilled, alone }]))
      output(args.json).result(
        { out: where, teacherLoss, parameters, ...how, runs },
        [
          `teacher    loss ${teacherLoss.toFixed(4)}  parameters ${parameters.teacher}`,
          ...runs.map(
            ({ seed, steps, distilled, alone }) =>
              `student    distilled ${distilled.toFixed(4)}  alone ${alone?.toFixed(4) ?? 'not trained'}  parameters ${parameters.student}  (seed ${seed}, ${steps} steps)`,
          ),
          ...(whole.length > 1 ? [difference(whole)] : []),
          `Saved the distilled student of seed 1 to ${where}`,
        ].join('\n'),
      )
    }),
  )
}

/** The mean of what the teacher gains, and its standard deviation over seeds. */
function difference(runs: readonly { distilled: number; alone: number }[]): string {
  const gains = runs.map(({ distilled, alone }) => alone - distilled)
  const mean = gains.reduce((a, b) => a + b, 0) / gains.length
  const deviation = Math.sqrt(gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (gains.length - 1))
  return `gain       ${mean.toFixed(4)} ± ${deviation.toFixed(4)} nats over ${gains.length} seeds`
}
