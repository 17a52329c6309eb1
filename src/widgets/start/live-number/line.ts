/** A line about one number of a model: its label, value and unit; null while it is not known. */
import type { RunView, Session } from '../../../session/index.ts'
import { fixed, int, toBits } from '../../../ui/format.ts'
import { oddsOf } from '../../../instruments/words.ts'

export const SHOWABLE = [
  'bits-per-character',
  'validation-loss',
  'odds',
  'bigram-bits',
  'uniform-bits',
  'parameters',
  'step',
  'tokens-per-second',
  'vocabulary',
] as const
export type Showable = (typeof SHOWABLE)[number]

export interface Line {
  label: string
  value: string | null
  unit: string
}

/** `run` is the open model's own: under way, or its history. Bits are on text that the model has not seen. */
export function lineOf(show: Showable, model: NonNullable<Session['current']>, run: RunView | null): Line {
  const nats = run?.evaluations.at(-1)?.validationLoss ?? model.validationLoss
  const known = <T>(value: T | null | undefined, write: (value: T) => string): string | null => (value == null ? null : write(value))
  const per = (run ?? model).charactersPerToken ?? 1
  const bits = (value: number | null | undefined) => known(value, (v) => fixed(toBits(v, per)))
  const byCharacters = !model.spec?.tokenizer
  switch (show) {
    case 'bits-per-character':
      return { label: 'loss on unseen text', value: bits(nats), unit: 'bits per character' }
    case 'validation-loss':
      return { label: 'loss on unseen text', value: known(nats, (v) => fixed(v / per, 3)), unit: 'nats per character' }
    case 'odds':
      // Of a token's odds, not of its share in each of its letters: that is what the model gives.
      return {
        label: byCharacters ? 'odds on the next letter' : 'odds on the next token',
        value: known(nats, (v) => oddsOf(toBits(v))),
        unit: '',
      }
    case 'bigram-bits':
      return { label: 'the bigram model of the same text', value: bits(run?.bigramLoss ?? model.bigramLoss), unit: 'bits per character' }
    case 'uniform-bits':
      return {
        label: byCharacters ? 'guessing among all characters' : 'guessing among all tokens',
        value: bits(run?.uniformLoss ?? model.uniformLoss),
        unit: 'bits per character',
      }
    case 'parameters':
      return { label: 'numbers that were learned', value: int(model.parameters), unit: 'parameters' }
    case 'step':
      return { label: 'trained for', value: int(run?.step ?? model.step), unit: 'steps' }
    case 'tokens-per-second':
      return { label: 'training speed', value: known(run?.latest?.tokensPerSecond, int), unit: 'tokens per second' }
    case 'vocabulary':
      return { label: byCharacters ? 'characters that it knows' : 'tokens that it knows', value: int(model.config.nVocab), unit: 'tokens' }
    default:
      return show satisfies never
  }
}
