/** Names a run by what changed against the one before: "width 64 → 128". */
import { familyOf, type ModelConfig, type Variant, variantOf } from '../core/config.ts'
import { warmupFor } from '../core/trainingDefaults.ts'
import { isOperated } from '../core/config/variant.ts'
import type { ModelSizes, RunSpec } from './protocol.ts'

const MAX_NAMED = 3

const sizes = [
  ['nLayer', 'layers'],
  ['nHead', 'heads'],
  ['nEmbd', 'width'],
  ['nCtx', 'context'],
  ['dropout', 'dropout'],
] as const
const settings = [
  ['batch', 'batch'],
  ['learningRate', 'learning rate'],
  ['steps', 'steps'],
  ['weightDecay', 'weight decay'],
  ['clip', 'clipping'],
  ['seed', 'seed'],
] as const
const choices: Record<keyof Variant, string> = {
  norm: 'norm',
  normKind: 'kind of norm',
  activation: 'activation',
  positions: 'positions',
  tied: 'tied output',
  shared: 'shared layers',
  nKvHead: 'heads of keys and values',
  biases: 'biases',
  normEps: 'the norms’ ε',
}

/** @param titles of the texts, for when the text changed */
export function runName(spec: RunSpec, previous: RunSpec | null, titleOf: (spec: RunSpec) => string): string {
  if (!previous) return 'first run'
  const changes: string[] = []
  if (spec.text.kind !== previous.text.kind || spec.text.id !== previous.text.id) changes.push(`on ${titleOf(spec)}`)
  const [tokens, tokensBefore] = [spec.tokenizer ?? 'char', previous.tokenizer ?? 'char']
  if (tokens !== tokensBefore) changes.push(`tokens ${tokensBefore} → ${tokens}`)
  const change = (word: string, from: number, to: number) => {
    if (from !== to) changes.push(`${word} ${shown(from)} → ${shown(to)}`)
  }
  const [shape, before] = [shapeOf(spec.sizes), shapeOf(previous.sizes)]
  // Of another family all choices are others; one word says it.
  const words = shape.family === before.family ? Object.keys(shape) : ['family']
  for (const word of words) if (shape[word] !== before[word]) changes.push(`${word} ${before[word]} → ${shape[word]}`)
  const [cut, cutBefore] = [spec.sizes.surgery, previous.sizes.surgery]
  if ((isOperated(cut) || isOperated(cutBefore)) && JSON.stringify(cut) !== JSON.stringify(cutBefore)) changes.push('other parts cut out')
  for (const [key, word] of sizes) change(word, previous.sizes[key], spec.sizes[key])
  for (const [key, word] of settings) change(word, previous.training[key], spec.training[key])
  // One that follows from the number of steps has been named with it.
  if (!(hasUsualWarmup(spec) && hasUsualWarmup(previous))) change('warm-up', previous.training.warmup, spec.training.warmup)
  if (changes.length === 0) return 'the same again'
  const more = changes.length - MAX_NAMED
  return changes.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

const hasUsualWarmup = ({ training }: RunSpec): boolean => training.warmup === warmupFor(training.steps)

/** The choices of a model in words: `norm: "pre"`, `biases: "no"`. */
function shapeOf(sizes: ModelSizes): Record<string, string> {
  const config: ModelConfig = { ...sizes, nVocab: 2 }
  const said = (value: string | number | boolean | null) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : `${value ?? 'all'}`)
  const variant = Object.entries(variantOf(config)).map(([key, value]) => [choices[key as keyof Variant], said(value)])
  return { family: familyOf(config), ...Object.fromEntries(variant) }
}

const shown = (n: number): string => (n !== 0 && Math.abs(n) < 1e-3 ? n.toExponential() : n.toLocaleString('en'))
