/** One stroke of the golf: the open model packed, exported, weighed, read back from its file, and asked for its loss. */
import type { Bits } from '../../../core/rounding.ts'
import { glance } from '../../../experiments/made.ts'
import { runToEnd } from '../../../experiments/runToEnd.ts'
import { STOPPED } from '../../../experiments/within.ts'
import type { CoreApi, ModelSummary, TextRef } from '../../../worker/protocol.ts'

/** Bits a character that a file must reach on held-out text. */
export const GOAL = 2.2
/** What everyone is measured on. */
export const TEXT: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

export interface Stroke {
  name: string
  bits: Bits | 32
  parameters: number
  /** of the exported zip: weights, tokenizer and all */
  bytes: number
  bitsPerCharacter: number
}

/** What the open model's file weighs and says as it is: where every game begins. */
export async function asItIs(core: CoreApi, model: ModelSummary): Promise<Pick<Stroke, 'bytes' | 'bitsPerCharacter'>> {
  const { data } = await core.exportZip(model.id)
  return { bytes: data.length, bitsPerCharacter: bitsOf(model, await glance(core, model.id, TEXT)) }
}

const bitsOf = ({ charactersPerToken }: ModelSummary, nats: number): number => nats / (charactersPerToken ?? 1) / Math.LN2

export async function stroke(core: CoreApi, model: ModelSummary, bits: Bits | 32): Promise<Stroke> {
  const own = model.kind === 'quantized' ? model.bits : 32
  const packed = bits < own ? await pack(core, model.id, bits as Bits) : null
  try {
    const { data, fileName } = await core.exportZip(packed?.id ?? model.id)
    const bytes = data.length
    // From here on there is only the file: what it does not hold cannot help it.
    const again = await core.importModel([{ name: fileName, data: data.slice().buffer }])
    try {
      const bitsPerCharacter = bitsOf(model, await glance(core, again.id, TEXT))
      return { name: model.name, bits: packed ? bits : own, parameters: model.parameters, bytes, bitsPerCharacter }
    } finally {
      await core.remove(again.id)
    }
  } finally {
    if (packed) await core.discard(packed.jobId)
  }
}

async function pack(core: CoreApi, modelId: string, bits: Bits): Promise<{ id: string; jobId: string }> {
  const { model, error, status, jobId } = await runToEnd(core, { kind: 'quantize', keep: false, modelId, bits, whole: false }, () => {})
  if (error) throw error
  if (status !== 'done' || !model) throw STOPPED
  return { id: model.id, jobId }
}
