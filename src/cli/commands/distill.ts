/** `distill`: a small model taught by a larger one, beside the same model trained alone for as many steps. */
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { distill } from '../../core/compress/distill.ts'
import { type ModelConfig, parameterCount, validateConfig } from '../../core/config.ts'
import { validateSettings } from '../../core/train/settings.ts'
import { attempt, flag, number, parse, required, text, whole } from '../arguments.ts'
import { checkTarget, readModel, writeFolder } from '../folder.ts'
import { corpusFor, heldOutLoss } from '../measured.ts'
import { note, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, {
    teacher: required, out: required, corpus: text(undefined), layers: whole(2, 1), heads: whole(undefined, 1), embd: whole(undefined, 1), steps: whole(300, 1), lr: number(1.5e-3),
    batch: whole(4, 1), alpha: number(0.5), temperature: number(2), seeds: whole(1, 1), runtime: runtimeOption, json: flag,
  })
  checkTarget(args.out)
  const teacher = readModel(args.teacher)
  const student: ModelConfig = attempt(() => validateConfig({
    ...teacher.config, nLayer: args.layers, nHead: args.heads ?? teacher.config.nHead, nEmbd: args.embd ?? teacher.config.nEmbd,
  }))
  const settingsOf = (seed: number) => ({ batch: args.batch, steps: args.steps, learningRate: args.lr, warmup: Math.ceil(args.steps / 10), weightDecay: 0.01, clip: 1, evalEvery: 0, seed })
  attempt(() => validateSettings(settingsOf(1)))
  const { corpus } = await corpusFor(teacher, args.corpus)
  const out = output(args.json)
  await withRuntime(args.runtime, async (runtime) => {
    const teacherLoss = await heldOutLoss(runtime, teacher.config, teacher.weights, corpus.validation)
    note(`The teacher: ${teacherLoss.toFixed(4)} nats, ${parameterCount(teacher.config)} parameters; the student has ${parameterCount(student)}.`)
    const runs: { seed: number; alone: number; distilled: number }[] = []
    for (let seed = 1; seed <= args.seeds; seed++) {
      // Alone is the same run with the teacher's word at nothing: same start, same batches.
      const trained = (alpha: number) => distill(runtime, teacher, student, { alpha, temperature: args.temperature }, settingsOf(seed), corpus.train, { yieldNow: turn })
      const alone = await heldOutLoss(runtime, student, await trained(0), corpus.validation)
      const weights = await trained(args.alpha)
      const distilled = await heldOutLoss(runtime, student, weights, corpus.validation)
      if (seed === 1) writeFolder(args.out, writeModelFolder({ config: student, tokenizer: teacher.tokenizer, weights }))
      runs.push({ seed, alone, distilled })
      note(`seed ${seed}: alone ${alone.toFixed(4)}, distilled ${distilled.toFixed(4)}`)
    }
    const parameters = { teacher: parameterCount(teacher.config), student: parameterCount(student) }
    out.result({ out: args.out, teacherLoss, parameters, steps: args.steps, runs },
      [`teacher    loss ${teacherLoss.toFixed(4)}  parameters ${parameters.teacher}`,
        ...runs.map(({ seed, alone, distilled }) => `student    alone ${alone.toFixed(4)}  distilled ${distilled.toFixed(4)}  parameters ${parameters.student}  (seed ${seed})`),
        `Saved the distilled student of seed 1 to ${args.out}`].join('\n'))
  })
}
