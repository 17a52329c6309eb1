/** How models and runtimes are named in sentences. */
import type { RunView, Session } from '../session/index.ts'
import { int, visible } from '../ui/format.ts'

type Model = NonNullable<Session['current']>

/** Whose it is, and its name, as every place of the page says it. */
export const modelName = (model: Model): string =>
  model.origin === 'shipped'
    ? model.name
    : model.origin === 'imported'
      ? `the model you imported, ${model.name}`
      : `your model, ${model.name}`

export const runtimeName = (device: NonNullable<Session['device']>): string => (device.kind === 'webgpu' ? 'WebGPU' : 'WebAssembly')

/** Characters of a text that a model does not know; '' where there are none. */
export const notKnown = (characters: readonly string[]): string =>
  characters.length > 0 ? `Not in this model’s vocabulary: ${characters.map(visible).join(' ')}` : ''

/** "2 layers, 4 heads, 64 wide" */
export function sizesOf({ nLayer, nHead, nEmbd }: { nLayer: number; nHead: number; nEmbd: number }): string {
  return `${nLayer} ${nLayer === 1 ? 'layer' : 'layers'}, ${nHead} ${nHead === 1 ? 'head' : 'heads'}, ${int(nEmbd)} wide`
}

/** Odds on the next character: bits b mean that the model is as unsure as between 2^b equal choices. */
export function oddsOf(bits: number): string {
  const choices = 2 ** bits
  return Number.isFinite(choices) ? `1 in ${choices < 10 ? choices.toFixed(1) : int(choices)}` : '–'
}

/** The run's newest bits per character on text it has not seen; NaN before the first evaluation. */
export const bitsOf = (run: RunView | null): number => run?.evaluations.at(-1)?.bitsPerCharacter ?? Number.NaN
