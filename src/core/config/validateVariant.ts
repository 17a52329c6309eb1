/** Which variants and cuts a config may have; errors say what is wrong and name a way out. */
import type { ModelConfig, Surgery, Variant } from './modelConfig.ts'
import { CourseError } from '../errors.ts'
import {
  differences,
  FAMILIES,
  GPT1_VARIANT,
  familyOf,
  headSizeOf,
  isOperated,
  kvHeads,
  normNames,
  subLayerNames,
  VARIANT_CHOICES,
  variantOf,
} from './variant.ts'

/** Single precision has room for less than the first; more than the second would drown what a norm divides by. */
const EPS = [1e-12, 0.1] as const

const refuse = (message: string, hint: string): never => {
  throw new CourseError('bad-config', message, hint)
}

/** @throws CourseError 'bad-config' */
export function validateFamily(config: ModelConfig): void {
  const family = familyOf(config)
  if (!FAMILIES.includes(family)) refuse(`There is no family "${family}".`, `Choose one of ${FAMILIES.join(', ')}.`)
  validateChoices(config.variant ?? {})
  if (family === 'gpt') {
    validateHeads(config)
    validateSurgery(config, config.surgery ?? {})
    return
  }
  const [own] = Object.entries(differences(config))
  if (own)
    refuse(`${own[0]}=${own[1]} is a variant of a GPT, but the family is ${family}.`, 'Leave the variant out, or choose the family gpt.')
  if (config.headSize !== undefined)
    refuse(`headSize is ${config.headSize}, but a model of the family ${family} has no heads.`, 'Leave it out.')
  if (isOperated(config.surgery))
    refuse(`Only a GPT can be operated on, but the family is ${family}.`, 'Leave the surgery out, or choose the family gpt.')
}

function validateChoices(variant: Partial<Variant>): void {
  for (const [key, value] of Object.entries(variant)) {
    if (key === 'nKvHead') continue
    if (key === 'normEps') {
      validateEps(Number(value))
      continue
    }
    const choices: readonly unknown[] | undefined = VARIANT_CHOICES[key as keyof typeof VARIANT_CHOICES]
    if (!choices)
      refuse(`There is no variant "${key}".`, `The variants are ${Object.keys(VARIANT_CHOICES).join(', ')}, nKvHead and normEps.`)
    if (!choices!.includes(value)) refuse(`The variant ${key} is "${value}".`, `Choose one of ${choices!.join(', ')}.`)
  }
}

function validateEps(eps: number): void {
  if (!(eps >= EPS[0] && eps <= EPS[1]))
    refuse(`The norms' ε (normEps) is ${eps}, but it must be a number from ${EPS[0]} to ${EPS[1]}.`, `GPT-1 has ${GPT1_VARIANT.normEps}.`)
}

function validateHeads(config: ModelConfig): void {
  const { nHead, nEmbd } = config
  const shared = kvHeads(config)
  if (!Number.isInteger(shared) || shared < 1 || nHead % shared !== 0) {
    const divisors = Array.from({ length: nHead }, (_, i) => i + 1).filter((n) => nHead % n === 0)
    refuse(
      `nKvHead is ${shared}, but it must divide nHead ${nHead}: every head of keys and values serves equally many heads.`,
      `Try ${divisors.join(', ')}.`,
    )
  }
  const headSize = headSizeOf(config)
  if (config.headSize !== undefined && !(Number.isInteger(headSize) && headSize >= 1 && headSize <= nEmbd)) {
    refuse(
      `headSize is ${headSize}, but it must be a whole number from 1 to the width, ${nEmbd}.`,
      `Leave it out where the heads share the width, nEmbd / nHead.`,
    )
  }
  if (variantOf(config).positions === 'rotary' && headSize % 2 !== 0) {
    refuse(
      `Rotary positions turn pairs of numbers, but a head of nEmbd ${nEmbd} / nHead ${nHead} has ${headSize}, an odd count.`,
      `Try a width of ${nHead * (headSize + 1)}.`,
    )
  }
}

function validateSurgery(config: ModelConfig, { heads = [], residuals = [], silent = [], norms = [] }: Surgery): void {
  for (const { layer, head, with: put } of heads) {
    if (!isIndex(layer, config.nLayer))
      refuse(`Layer ${layer} is to be operated on, but the model has ${config.nLayer}.`, `Layers are 0 to ${config.nLayer - 1}.`)
    if (!isIndex(head, config.nHead))
      refuse(`Head ${head} is to be replaced, but a layer has ${config.nHead}.`, `Heads are 0 to ${config.nHead - 1}.`)
    if (put !== 'nothing' && put !== 'uniform') refuse(`A head is to be replaced with "${put}".`, 'Choose nothing or uniform.')
  }
  checkNames('residual', residuals, subLayerNames(config))
  checkNames('sub-layer', silent, subLayerNames(config))
  const nothing = silent.find((name) => residuals.includes(name))
  if (nothing !== undefined)
    refuse(`Both ${nothing} and the residual around it are to be cut, which leaves nothing of the stream.`, 'Cut one of the two.')
  if (silent.length > 0 && variantOf(config).shared)
    refuse('All layers share their weights, so one of them cannot lose its own.', 'Leave silent out, or shared.')
  checkNames('norm', norms, normNames(config))
}

const isIndex = (n: number, count: number): boolean => Number.isInteger(n) && n >= 0 && n < count

function checkNames(what: string, names: readonly string[], known: readonly string[]): void {
  const stranger = names.find((name) => !known.includes(name))
  if (stranger === undefined) return
  const near = known.filter((name) => name.split('.').at(-1) === stranger.split('.').at(-1))
  refuse(`This model has no ${what} that is called "${stranger}".`, `Try ${(near.length > 0 ? near : known).slice(0, 4).join(', ')}.`)
}
