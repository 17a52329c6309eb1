/** Which tensors a map of a model draws: what a pass is asked for, and which parameters. */
import type { ModelConfig } from '../../core/config.ts'
import { familyOf } from '../../core/config/variant.ts'
import { blockNames, topName } from './names.ts'
import type { Scene } from './scene.ts'

/** Of a pass forwards. */
export function namesToRead(config: ModelConfig): string[] {
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
            const { weights: _, ...names } = blockNames(config, l)
            return Object.values(names) as string[]
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
