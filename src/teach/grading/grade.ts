/** Grades one model by running it: read as a stranger's, checked for what a measure can be spoofed by, measured on a held-out text. */
import { inMemory } from '../../core/checkpoint/source.ts'
import type { Model } from '../../core/checkpoint/model.ts'
import { parameterCount } from '../../core/config.ts'
import { CourseError } from '../../core/errors.ts'
import type { Runtime } from '../../core/runtime/runtime.ts'
import { languageModelOf } from '../../core/saved/languageModel.ts'
import { readSaved } from '../../core/saved/saved.ts'
import { Sha256 } from '../../core/sha256.ts'
import { passesOver } from '../../core/train/lossOverText.ts'
import type { Graded, GradeJob, Measured } from '../gradebook/graded.ts'
import type { ModelRecord } from '../receipt/receipt.ts'
import { checkPredictor, type Failure } from './checks.ts'
import { heldOutOf } from '../gradebook/heldOutText.ts'
import { BITS_UNKNOWN, impossible, type Tokens, tokensOf } from './heldOut.ts'
import { openPredictor, type Predictor } from './predictor.ts'
import { retrain } from './retrain.ts'

/** Windows in one pass. */
const BATCH = 8

/** @param now seconds @throws CourseError 'bad-text' where the held-out text is too short; whatever is wrong with the model is in the result */
export async function grade(runtime: Runtime, job: GradeJob, now: () => number): Promise<Graded> {
  const begun = now()
  const heldOut = heldOutOf(job.heldOut)
  const result = (graded: Partial<Graded>): Graded => ({
    measured: null,
    failed: null,
    numbers: null,
    remarks: [],
    retrained: null,
    ...graded,
    seconds: now() - begun,
  })
  const model = await openModel(job.files)
  if ('failed' in model) return result(model)
  const remarks = job.claim ? contradictions(job, model, job.claim) : []
  const numbers = hashOfNumbers(model)
  const bad = notFinite(model)
  if (bad) return result({ numbers, remarks, failed: bad })
  const tokens = tokensOf(model.tokenizer, heldOut)
  if ('kind' in tokens) return result({ numbers, remarks, failed: tokens })
  const predictor = await openPredictor(runtime, model)
  try {
    const cheat = await checkPredictor(predictor, tokens.ids)
    if (cheat) return result({ numbers, remarks, failed: cheat })
    const measured = await measure(predictor, tokens, model, job)
    const failed = impossible(measured.bitsPerCharacter, heldOut)
    if (measured.unknown > 0)
      remarks.push(`${measured.unknown} characters that its vocabulary lacks count ${BITS_UNKNOWN.toFixed(1)} bits each.`)
    const retrained = job.retrain && !failed ? await retrain(runtime, model, job.retrain, now) : null
    return result({ measured, numbers, remarks, failed, retrained })
  } finally {
    predictor.destroy()
  }
}

/** Reads the files of anyone: a model in floats or in a few bits. */
async function openModel(files: GradeJob['files']): Promise<Model | { failed: Failure }> {
  try {
    const saved = await readSaved(new Map([...files].map(([name, bytes]) => [name, inMemory(bytes)])))
    if (saved.kind === 'adapter') return { failed: { kind: 'vocabulary', said: 'These are adapters, which are no model by themselves.' } }
    return languageModelOf(saved)
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    const kind = /NaN|not finite|no number/i.test(error.message)
      ? 'finite'
      : error.code === 'bad-tokenizer' || /vocabulary/.test(error.message)
        ? 'vocabulary'
        : 'size'
    return { failed: { kind, said: `The model cannot be read: ${error.message}` } }
  }
}

/** What the receipt says of the model, where its files say otherwise. */
function contradictions({ files }: GradeJob, { config, run }: Model, claim: ModelRecord): string[] {
  const remarks: string[] = []
  const bytes = weightBytes(files)
  if (bytes !== claim.weights.bytes) remarks.push(`The receipt speaks of weights of ${claim.weights.bytes} bytes; there are ${bytes}.`)
  for (const [name, said] of Object.entries(claim.config)) {
    const found = (config as unknown as Record<string, unknown>)[name]
    if (typeof said === 'number' && typeof found === 'number' && said !== found)
      remarks.push(`The receipt says ${name} ${said}; the model has ${found}.`)
  }
  if (run && run.step !== claim.steps) remarks.push(`The receipt says ${claim.steps} steps; the model’s own record ${run.step}.`)
  if (run && claim.seed !== null && run.settings.seed !== claim.seed)
    remarks.push(`The receipt says seed ${claim.seed}; the model’s own record ${run.settings.seed}.`)
  if (run && run.corpus.sha256 !== claim.text.sha256)
    remarks.push(`The receipt says that it learned from “${claim.text.title}”; the model’s own record names “${run.corpus.title}”.`)
  return remarks
}

const weightBytes = (files: GradeJob['files']): number =>
  [...files].reduce((sum, [name, { length }]) => sum + (/^model.*\.safetensors$/.test(name) ? length : 0), 0)

/** Of the numbers alone: another name, another header or another order of the file is no other model. */
function hashOfNumbers({ weights }: Model): string {
  const hash = new Sha256()
  for (const name of [...weights.keys()].sort()) {
    const { data } = weights.get(name)!
    hash.add(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.hex()
}

function notFinite({ weights }: Model): Failure | null {
  for (const [name, { data }] of weights) {
    const at = data.findIndex((value) => !Number.isFinite(value))
    if (at >= 0) return { kind: 'finite', said: `Number ${at + 1} of ${data.length} in ${name} is ${data[at]}.` }
  }
  return null
}

/** Over every token of the text; the first, which nothing comes before, costs what one of all tokens costs. */
export async function measureLoss(predictor: Predictor, { ids }: Pick<Tokens, 'ids'>): Promise<{ nats: number; tokens: number }> {
  let nats = Math.log(predictor.nVocab)
  for (const pass of passesOver(ids, BATCH * predictor.nCtx)) {
    const losses = await predictor.losses(pass.ids, pass.targets, BATCH)
    for (const loss of losses.subarray(0, pass.count)) nats += loss
  }
  return { nats, tokens: ids.length }
}

async function measure(predictor: Predictor, tokens: Tokens, { config }: Model, { files }: GradeJob): Promise<Measured> {
  const { nats, tokens: count } = await measureLoss(predictor, tokens)
  return {
    bitsPerCharacter: (nats / Math.LN2 + tokens.unknown * BITS_UNKNOWN) / tokens.characters,
    validationLoss: nats / count,
    parameters: parameterCount(config),
    bytes: weightBytes(files),
    tokens: count,
    characters: tokens.characters,
    unknown: tokens.unknown,
  }
}
