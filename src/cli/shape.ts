/** `--family` and `--variant norm=pre,positions=rotary`: a model's shape as arguments. */
import type { ModelConfig, Variant } from '../core/config.ts'
import { FAMILIES, VARIANT_CHOICES } from '../core/config/variant.ts'
import { choice, type Option, option, UsageError, type Values } from './arguments.ts'

/** `key=value` pairs of the variant's own names and values; a choice that is not named is GPT-1's. */
const variant: Option<Partial<Variant> | undefined> = option({
  value: 'KEY=VALUE,…',
  fallback: 'GPT-1’s',
  read(value, name) {
    if (value === undefined) return undefined
    const pairs = value.split(',').map((pair) => {
      const [key, chosen, ...rest] = pair.split('=').map((part) => part.trim())
      if (!key || !chosen || rest.length > 0)
        throw new UsageError(`--${name} has "${pair}", but it takes pairs like norm=pre,positions=rotary.`)
      return [key, choiceOf(key, chosen, name)] as const
    })
    return Object.fromEntries(pairs)
  },
})

function choiceOf(key: string, chosen: string, name: string): string | number | boolean {
  if (key === 'nKvHead' || key === 'normEps') return Number(chosen)
  const choices: readonly (string | boolean)[] | undefined = VARIANT_CHOICES[key as keyof typeof VARIANT_CHOICES]
  if (!choices)
    throw new UsageError(`--${name} has "${key}", but the variants are ${Object.keys(VARIANT_CHOICES).join(', ')}, nKvHead and normEps.`)
  const found = choices.find((known) => String(known) === chosen)
  if (found === undefined) throw new UsageError(`--${name} has ${key}=${chosen}, but it must be one of: ${choices.join(', ')}.`)
  return found
}

export const shapeOptions = {
  family: choice(FAMILIES, 'gpt').help('kind of model'),
  variant: variant.help('choices of later models, as norm=pre,positions=rotary'),
}

/** GPT-1's shape is left unsaid, as configs do. */
export const shapeOf = ({ family, variant }: Values<typeof shapeOptions>): Pick<ModelConfig, 'family' | 'variant'> => ({
  ...(family !== 'gpt' && { family }),
  ...(variant && Object.keys(variant).length > 0 && { variant }),
})
