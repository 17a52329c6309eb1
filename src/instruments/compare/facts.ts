/** Two models side by side: only what differs of what is known of them, each fact by its name in the course. */
import type { Surgery } from '../../core/config.ts'
import { variantOf } from '../../core/config/variant.ts'
import { fixed, int, small } from '../../ui/format.ts'
import type { ModelSummary } from '../../worker/protocol.ts'

export interface Difference {
  name: string
  values: readonly [string, string]
}

/** Sizes, variant, cuts, text, settings and results that are not the same. */
export function differencesOf(a: ModelSummary, b: ModelSummary): Difference[] {
  const [left, right] = [factsOf(a), factsOf(b)]
  const names = [...new Set([...left.keys(), ...right.keys()])]
  return names
    .map((name) => ({ name, values: [left.get(name) ?? '–', right.get(name) ?? '–'] as const }))
    .filter(({ values: [l, r] }) => l !== r)
}

const SIZES = { nLayer: 'layers', nHead: 'heads', nEmbd: 'width', nCtx: 'context', nVocab: 'vocabulary' } as const

function factsOf(model: ModelSummary): Map<string, string> {
  const { config, spec, step, parameters, textTitle, validationLoss, bitsPerCharacter } = model
  const facts = new Map<string, string>([['step', int(step)]])
  const add = (name: string, value: unknown): void => {
    if (value !== undefined && value !== null && value !== '') facts.set(name, worded(value))
  }
  add('parameters', parameters)
  add('family', config.family)
  for (const [key, name] of Object.entries(SIZES)) add(name, config[key as keyof typeof SIZES])
  for (const [name, value] of Object.entries(variantOf(config))) add(name, value)
  add('cut out', cutsOf(config.surgery ?? {}).join(', '))
  add('learned from', textTitle)
  add('tokenizer', spec?.tokenizer)
  for (const [name, value] of Object.entries(spec?.training ?? {})) add(name, value)
  if (validationLoss !== null) add('loss on held-out text, nats', fixed(validationLoss, 3))
  if (bitsPerCharacter !== null) add('bits per character', fixed(bitsPerCharacter, 3))
  return facts
}

/** What is out, in words: "head 0.1 (nothing)", "h.0.attn", "the mask". */
export function cutsOf({ heads = [], residuals = [], silent = [], norms = [], noMask, noScale, noPositions }: Surgery): string[] {
  return [
    ...heads.map(({ layer, head, with: put }) => `head ${layer}.${head} (${put === 'nothing' ? 'silent' : 'reads all alike'})`),
    ...residuals.map((name) => `the residual of ${name}`),
    ...silent.map((name) => `${name}, silent`),
    ...norms,
    ...(noMask ? ['the mask'] : []),
    ...(noScale ? ['the scale'] : []),
    ...(noPositions ? ['the positions'] : []),
  ]
}

function worded(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? int(value) : small(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
