/** The sizes that the figure is turned to, their account, and those of the published models to compare with. */
import type { ModelConfig } from '../../../core/config.ts'
import { variantOf } from '../../../core/config.ts'
import { fact } from '../../../facts/facts.ts'
import { PUBLISHED } from '../../../facts/models.ts'
import type { Account, CoreApi } from '../../../worker/protocol.ts'

export interface Sizes {
  layers: number
  heads: number
  width: number
  context: number
  vocabulary: number
  norm: 'post' | 'pre'
  output: 'tied' | 'own'
}

export interface Counted {
  config: ModelConfig
  account: Account
  published: readonly { id: string; name: string; config: ModelConfig; account: Account }[]
}

export const sizesOf = (config: ModelConfig): Sizes => {
  const { norm, tied } = variantOf(config)
  return {
    layers: config.nLayer,
    heads: config.nHead,
    width: config.nEmbd,
    context: config.nCtx,
    vocabulary: config.nVocab,
    norm,
    output: tied ? 'tied' : 'own',
  }
}

/** Where no model is open yet, GPT-1's sizes stand in. Heads that do not divide the width are the next fewer that do. */
export function configOf(sizes: Partial<Sizes>): ModelConfig {
  const { layers, heads, width, context, vocabulary, norm, output } = { ...sizesOf(PUBLISHED[0]!.config), ...present(sizes) }
  return {
    nLayer: layers,
    nHead: headsFor(width, heads),
    nEmbd: width,
    nCtx: context,
    nVocab: vocabulary,
    dropout: fact('gpt1.dropout'),
    variant: { norm, tied: output === 'tied' },
  }
}

export function headsFor(width: number, heads: number): number {
  let fitting = Math.min(heads, width)
  while (width % fitting !== 0) fitting--
  return fitting
}

const present = <T extends object>(some: T): Partial<T> =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Partial<T>

/** Of published models: always the same, and counted once a page. */
let known: Promise<Counted['published']> | undefined

export async function countOf(core: CoreApi, sizes: Partial<Sizes>): Promise<Counted> {
  known ??= Promise.all(PUBLISHED.map(async (model) => ({ ...model, account: await core.account(model.config) })))
  known.catch(() => {
    known = undefined
  })
  const config = configOf(sizes)
  const [account, published] = await Promise.all([core.account(config), known])
  return { config, account, published }
}

/** To learn from one window. */
export const trainingBytes = ({ bytes }: Account): number => bytes.weights + bytes.gradients + bytes.moments + bytes.activations

export function readingsOf({ config, account }: Counted) {
  const { parameters, counts, flops, bytes } = account
  return {
    parameters,
    tokens: counts.tokens + counts.output,
    positions: counts.positions,
    attention: counts.attention,
    feedForward: counts.feedForward,
    forward: flops.forward,
    training: flops.both,
    trainingBytes: trainingBytes(account),
    cacheBytes: bytes.cache,
    context: config.nCtx,
  }
}

/** The parts in the order of the drawing: the formula in letters, the same with numbers, and what they come to. */
export function partsOf({
  config: { nLayer: L, nEmbd: C, nCtx: T, nVocab: V, variant },
  account: { counts },
}: Pick<Counted, 'config' | 'account'>) {
  const n = (value: number): string => value.toLocaleString('en-GB')
  const norms = variant?.norm === 'pre' ? 4 * L * C + 2 * C : 4 * L * C
  return [
    { key: 'tokens', name: 'token table', formula: 'V · C', here: `${n(V)} · ${n(C)}`, count: counts.tokens, expected: V * C },
    { key: 'positions', name: 'position table', formula: 'T · C', here: `${n(T)} · ${n(C)}`, count: counts.positions, expected: T * C },
    {
      key: 'attention',
      name: 'attention',
      formula: 'L · (4C² + 4C)',
      here: `${n(L)} · ${n(4 * C * C + 4 * C)}`,
      count: counts.attention,
      expected: L * (4 * C * C + 4 * C),
    },
    {
      key: 'feedForward',
      name: 'feed-forward',
      formula: 'L · (8C² + 5C)',
      here: `${n(L)} · ${n(8 * C * C + 5 * C)}`,
      count: counts.feedForward,
      expected: L * (8 * C * C + 5 * C),
    },
    {
      key: 'norms',
      name: 'LayerNorms',
      formula: variant?.norm === 'pre' ? 'L · 4C + 2C' : 'L · 4C',
      here: variant?.norm === 'pre' ? `${n(L)} · ${n(4 * C)} + ${n(2 * C)}` : `${n(L)} · ${n(4 * C)}`,
      count: counts.norms,
      expected: norms,
    },
    ...(counts.output > 0
      ? [
          {
            key: 'output',
            name: 'output table',
            formula: 'V · C',
            here: `${n(V)} · ${n(C)}`,
            count: counts.output,
            expected: V * C,
          } as const,
        ]
      : []),
  ] as const
}

export type PartKey = ReturnType<typeof partsOf>[number]['key']
