/** Three families that read a source and write an answer, trained alike and measured alike. */
import { trainNet } from '../../../experiments/runToEnd.ts'
import type { CoreApi, TranslatorResult, TranslatorSpec } from '../../../worker/protocol.ts'

export const FAMILIES = ['encoder-decoder', 'prefix', 'decoder'] as const
export type Family = (typeof FAMILIES)[number]

export const NAMES: Record<Family, string> = {
  'encoder-decoder': 'encoder–decoder',
  prefix: 'one stack, source unmasked',
  decoder: 'one stack, causal',
}

/** Of like size: a block with cross-attention has a third more weights, so the one stack is a little wider. */
const SIZES: Record<Family, Pick<TranslatorSpec, 'layers' | 'heads' | 'width'>> = {
  'encoder-decoder': { layers: 1, heads: 4, width: 64 },
  prefix: { layers: 2, heads: 4, width: 68 },
  decoder: { layers: 2, heads: 4, width: 68 },
}

export interface Run extends TranslatorResult {
  curve: { step: number; loss: number }[]
}

export type Progress = Partial<Record<Family, { step: number; curve: { step: number; loss: number }[] }>>
export type Outcome = Record<Family, Run>

export interface Race {
  sentence: string
  steps: number
  seed: number
}

export async function race(core: CoreApi, { sentence, steps, seed }: Race, report: (so: Progress) => void = () => {}): Promise<Outcome> {
  const so: Progress = {}
  const runs: Partial<Outcome> = {}
  for (const family of FAMILIES) {
    const curve: { step: number; loss: number }[] = []
    const spec: TranslatorSpec = { kind: 'translator', family, ...SIZES[family], steps, seed, sentences: [sentence] }
    const result = await trainNet(core, spec, ({ step, loss }) => {
      curve.push({ step, loss })
      so[family] = { step, curve: [...curve] }
      report({ ...so })
    })
    runs[family] = { ...result, curve }
  }
  return runs as Outcome
}

/** The trained models on another sentence. */
export async function ask(core: CoreApi, outcome: Outcome, sentence: string): Promise<Outcome> {
  const asked: Partial<Outcome> = {}
  for (const family of FAMILIES) {
    const { weights } = outcome[family]
    const spec: TranslatorSpec = { kind: 'translator', family, ...SIZES[family], steps: 0, seed: 0, weights, sentences: [sentence] }
    const { translations } = await trainNet(core, spec)
    asked[family] = { ...outcome[family], translations }
  }
  return asked as Outcome
}

export function readingsOf(outcome: Outcome) {
  const { 'encoder-decoder': crossing, prefix, decoder } = outcome
  const shares = crossing.translations[0]?.shares ?? []
  return {
    exactEncoderDecoder: crossing.exact,
    exactPrefix: prefix.exact,
    exactDecoder: decoder.exact,
    heldOut: crossing.heldOut,
    parametersEncoderDecoder: crossing.parameters,
    parametersOneStack: decoder.parameters,
    sharpest: Math.max(0, ...shares.flat()),
  }
}
