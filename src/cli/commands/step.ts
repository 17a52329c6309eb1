/** `step`: optimizer steps on given batches at a constant learning rate, for comparison with another implementation. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { unflatten } from '../../core/checkpoint/tensors.ts'
import type { ModelConfig } from '../../core/config.ts'
import { CourseError } from '../../core/errors.ts'
import { parseJsonAs } from '../../core/json.ts'
import { type OptimizerSettings, trainingPlan } from '../../core/model/plans.ts'
import type { Program } from '../../core/runtime/runtime.ts'
import { mean } from '../../core/train/evaluator.ts'
import { checkIds } from '../../core/model/ids.ts'
import { ADAM } from '../../core/train/settings.ts'
import { flag, number, parse, required, text, UsageError } from '../arguments.ts'
import { type LoadedModel, withModel } from '../loaded.ts'
import { output } from '../output.ts'
import { runtimeOption } from '../runtime.ts'
import { OutFolder } from '../out/outFolder.ts'

const rows = v.pipe(v.array(v.pipe(v.array(v.number()), v.minLength(1))), v.minLength(1))
const Batches = v.pipe(v.array(v.object({ ids: rows, targets: rows })), v.minLength(1, 'must hold at least one batch'))

interface Batch {
  ids: Int32Array
  targets: Int32Array
  batch: number
  time: number
}

export const options = {
  model: required.help('folder of the model'),
  batches: required.help('JSON file of [{ids: [B][T], targets: [B][T]}, …]', { value: 'FILE' }),
  lr: number(1e-3).help('learning rate'),
  beta1: number(ADAM.beta1).help('decay of the mean of gradients'),
  beta2: number(ADAM.beta2).help('decay of the mean of their squares'),
  eps: number(ADAM.eps).help('added to the root'),
  'weight-decay': number(0.01).help('pull of every matrix towards 0'),
  clip: number(1).help('longest gradient; 0: any length'),
  out: text(undefined).help('folder to save the result to', { value: 'DIR', fallback: 'not saved' }),
  force: flag.help('another model that lies in --out may be replaced'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  for (const name of ['lr', 'eps', 'weight-decay', 'clip'] as const)
    if (args[name] < 0) throw new UsageError(`--${name} is ${args[name]}, but it must be a number from 0 up.`)
  for (const name of ['beta1', 'beta2'] as const)
    if (!(args[name] >= 0 && args[name] < 1)) throw new UsageError(`--${name} is ${args[name]}, but it must be at least 0 and below 1.`)
  const optimizer = { beta1: args.beta1, beta2: args.beta2, eps: args.eps, weightDecay: args['weight-decay'], clip: args.clip }
  const target = args.out === undefined ? undefined : OutFolder.open(args.out, { sources: { model: args.model }, force: args.force })
  const out = output(args.json)

  await withModel(args.model, args.runtime, { training: true }, async (model) => {
    const batches = readBatches(args.batches, model.config)
    const programs = new Map<string, Program>()
    for (const [i, batch] of batches.entries()) {
      const { loss, gradNorm } = await take(await programFor(programs, model, batch, optimizer), batch, i + 1, args.lr)
      out.result({ step: i + 1, loss, gradNorm }, `step ${i + 1}: loss ${loss.toFixed(6)}, gradient norm ${gradNorm.toFixed(6)}`)
    }
    const { config, tokenizer, layout, store } = model
    target?.finish(writeModelFolder({ config, tokenizer, weights: unflatten(layout, await store.read('weight')) }))
    for (const program of programs.values()) program.destroy()
  })
}

/** One program for each shape of batch; all train the same weights and moments. */
async function programFor(
  programs: Map<string, Program>,
  { store, config, layout }: LoadedModel,
  { batch, time }: Batch,
  optimizer: OptimizerSettings,
): Promise<Program> {
  const key = `${batch} ${time}`
  const program = programs.get(key) ?? (await store.compile(trainingPlan({ ...config, dropout: 0 }, layout, batch, optimizer, time)))
  programs.set(key, program)
  return program
}

async function take(
  program: Program,
  { ids, targets }: Batch,
  step: number,
  learningRate: number,
): Promise<{ loss: number; gradNorm: number }> {
  program.write('ids', ids)
  program.write('targets', targets)
  program.replay({ step, learningRate, seed: 0, position: 0 })
  const [losses, gradNorm] = await Promise.all([program.read('losses'), program.read('gradNorm')])
  const loss = mean(losses)
  if (!Number.isFinite(loss))
    throw new CourseError('not-a-number', `At step ${step} the loss is ${loss}.`, `Try a lower learning rate than ${learningRate}.`)
  return { loss, gradNorm: gradNorm[0]! }
}

/** @throws CourseError for a file that is missing or of another form, or ids that the model does not have */
function readBatches(path: string, { nCtx, nVocab }: ModelConfig): Batch[] {
  const file = parseJsonAs(Batches, readText(path), { name: path, code: 'bad-argument', maxBytes: 2 ** 28 })
  return file.map(({ ids, targets }, i) => {
    const [batch, time] = [ids.length, ids[0]!.length]
    if (targets.length !== batch || [...ids, ...targets].some((row) => row.length !== time) || time > nCtx) {
      throw new CourseError(
        'bad-argument',
        `Batch ${i + 1} of ${path} is not [B][T] ids and [B][T] targets with T at most ${nCtx}.`,
        'All rows need the same length.',
      )
    }
    for (const row of [...ids, ...targets]) checkIds(row, nVocab, `batch ${i + 1}`)
    return { batch, time, ids: Int32Array.from(ids.flat()), targets: Int32Array.from(targets.flat()) }
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new CourseError('not-found', `The file "${path}" cannot be read.`, 'Give a JSON file of batches.')
  }
}
