/** Two models of the same shape, tensor by tensor and by what they say. */
import { farthest } from '../../../experiments/roundTrip.ts'
import { glance } from '../../../experiments/made.ts'
import type { CoreApi, ModelSummary, TextRef } from '../../../worker/protocol.ts'

/** Logits nearer than this are those of the same model: rounding of another program's sums stays below it. */
export const SAME = 1e-3

const TEXT: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

export interface Compared {
  /** by tensor, in the model's order: the largest change of a number, and the largest number that it had */
  tensors: { name: string; change: number; size: number }[]
  /** largest difference of a logit on the text */
  logits: number
  /** on windows of the State of the Union's held-out part, nats a token */
  before: number
  after: number
}

/** @throws PlainError where the two do not have the same tensors, or another vocabulary */
export async function compare(core: CoreApi, own: ModelSummary, back: ModelSummary, text: string): Promise<Compared> {
  const files = await core.exportZip(own.id, 'F32')
  const { tensors } = await core.examine([{ name: files.fileName, data: files.data.slice().buffer }])
  const names = tensors.map(({ ours }) => ours)
  const [a, b] = [await core.weights({ id: own.id }, names), await core.weights({ id: back.id }, names)]
  const other = a.find(({ shape }, i) => String(shape) !== String(b[i]!.shape))
  if (other)
    throw {
      code: 'bad-argument',
      message: `"${other.name}" has the shape [${other.shape}] in the open model and another in the file.`,
      hint: 'Open the model that the file was made from, and choose the file again.',
    }
  return {
    tensors: names.map((name, i) => ({
      name,
      change: farthest(a[i]!.data, b[i]!.data),
      size: a[i]!.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    })),
    logits: farthest(await logitsOf(core, own.id, text), await logitsOf(core, back.id, text)),
    before: await glance(core, own.id, TEXT),
    after: await glance(core, back.id, TEXT),
  }
}

async function logitsOf(core: CoreApi, id: string, text: string): Promise<Float32Array> {
  const { tensors } = await core.probe({ id }, text, ['losses', 'logits'])
  return tensors.find(({ name }) => name === 'logits')!.data
}
