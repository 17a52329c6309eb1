/** Which tensors a map of a model draws: what a pass is asked for, and which parameters. */
import type { ModelConfig } from '../../core/config.ts'
import { familyOf } from '../../core/config/variant.ts'
import { blockNames, topName } from './names.ts'
import type { Scene } from './scene.ts'

/** Of a pass forwards; what the branches bring back is not drawn by itself, but is where gradients are read. */
export function namesToRead(config: ModelConfig, branches = false): string[] {
  const layers = Array.from({ length: config.nLayer }, (_, i) => i)
  switch (familyOf(config)) {
    case 'bigram':
      return ['logits']
    case 'mlp':
      return ['embed', 'window', ...layers.flatMap((l) => [`h.${l}`, `h.${l}.tanh`]), 'logits']
    case 'rnn':
      return ['embed', ...layers.flatMap((l) => [`h.${l}.input`, `h.${l}.state`]), 'logits']
    case 'gpt':
      return [
        ...new Set([
          'embed',
          ...layers.flatMap((l) => {
            const { weights: _, attention, feedForward, ...drawn } = blockNames(config, l)
            return [...Object.values(drawn), ...(branches ? [attention, feedForward] : [])]
          }),
          topName(config),
          'logits',
        ]),
      ]
  }
}

/** Parameters that a scene draws, once each. */
export const weightsIn = ({ tensors }: Scene): string[] => [
  ...new Set(tensors.filter(({ kind }) => kind === 'weight').map(({ name }) => name)),
]
