/** The open model in fewer and fewer bits: each packed for real, weighed as a file, and asked for its loss. */
import { BITS, type Bits } from '../../../core/rounding.ts'
import { runToEnd } from '../../../experiments/runToEnd.ts'
import { STOPPED } from '../../../experiments/within.ts'
import type { CoreApi, ModelSummary } from '../../../worker/protocol.ts'

export interface Weighed {
  /** 32: as it is, in floats */
  bits: Bits | 32
  /** of the exported file */
  bytes: number
  /** on windows of held-out text, as runs are measured */
  bitsPerCharacter: number
}

/** What is measured of this model; one that is packed already has no more bits to give. */
export const levelsOf = (model: ModelSummary): readonly (Bits | 32)[] =>
  model.kind === 'quantized' ? BITS.filter((bits) => bits <= model.bits) : [32, ...BITS]

/** @param known what was weighed before */
export async function weighAll(
  core: CoreApi,
  model: ModelSummary,
  report: (so: readonly Weighed[]) => void,
  known: readonly Weighed[] = [],
): Promise<readonly Weighed[]> {
  const done: Weighed[] = []
  for (const bits of levelsOf(model)) {
    done.push(known.find((each) => each.bits === bits) ?? (await weigh(core, model, bits)))
    report([...done])
  }
  return done
}

/** @param bits those that it has: it is measured as it is */
export async function weigh(core: CoreApi, model: ModelSummary, bits: Bits | 32): Promise<Weighed> {
  const own = model.kind === 'quantized' ? model.bits : 32
  if (bits === own) {
    const { measured, error, jobId } = await runToEnd(core, { kind: 'evaluate', keep: false, modelId: model.id, whole: false }, () => {})
    await core.discard(jobId)
    if (error) throw error
    if (!measured) throw STOPPED
    return { bits, bytes: await fileBytes(core, model.id), bitsPerCharacter: measured.after / (model.charactersPerToken ?? 1) / Math.LN2 }
  }
  const job = { kind: 'quantize', keep: false, modelId: model.id, bits: bits as Bits, whole: false } as const
  const { model: packed, error, status, jobId } = await runToEnd(core, job, () => {})
  try {
    if (error) throw error
    if (status !== 'done' || !packed) throw STOPPED
    const { bitsPerCharacter } = await core.describe({ id: packed.id })
    return { bits, bytes: await fileBytes(core, packed.id), bitsPerCharacter: bitsPerCharacter! }
  } finally {
    await core.discard(jobId)
  }
}

export const fileBytes = async (core: CoreApi, id: string): Promise<number> => (await core.exportZip(id)).data.length
