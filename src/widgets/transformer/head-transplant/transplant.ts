/** What a transplant costs, beside silence in the same place. */
import type { ModelConfig } from '../../../core/config.ts'
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'

export interface HeadAt {
  layer: number
  head: number
}

export interface Costs {
  lossBefore: number
  lossTransplanted: number
  lossSilenced: number
}

/** A name such as "2.3", brought into the limits of this model. */
export function placeOf({ nLayer, nHead }: ModelConfig, name: string): HeadAt {
  const [layer, head] = name.split('.').map(Number) as [number, number]
  return { layer: Math.min(layer, nLayer - 1), head: Math.min(head, nHead - 1) }
}

export const nameOf = ({ layer, head }: HeadAt): string => `${layer}.${head}`

/** @throws what the core does, for a model without heads or one that came without its text */
export async function costsOf(
  core: Pick<CoreApi, 'operate'>,
  handle: ModelHandle,
  config: ModelConfig,
  { from, to }: { from: string; to: string },
): Promise<Costs> {
  const [source, target] = [placeOf(config, from), placeOf(config, to)]
  const { lossBefore, lossAfter } = await core.operate(handle, {}, { from: source, to: target })
  const silenced = await core.operate(handle, { heads: [{ ...target, with: 'nothing' }] })
  return { lossBefore, lossTransplanted: lossAfter, lossSilenced: silenced.lossAfter }
}
