/** A block of the open model's weights in a few bits: its scale, every weight's whole number, and one weight's bits as switches. */
import type { Bits } from '../../../core/rounding.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'
import { blockOf, rounded } from './block.ts'

export const MATRIX = 'h.0.mlp.c_fc.weight'

export default defineWidget({
  id: 'weight-bits',
  title: 'A weight in a few bits',
  teaches:
    'A block of weights shares a scale, and each weight is a whole number of a few bits times it; one outlier takes the scale from all.',
  needs: 'model',
  params: { bits: choice(['8', '6', '4', '3', '2']), row: whole(0, 4000), weight: whole(0, 31), outlier: number(1, 1000) },
  defaults: { bits: '4', row: 0, weight: 3, outlier: 1 },
  shown: ['weight'],
  readings: {
    scale: 'scale of the block',
    lost: 'share of the block’s mean square that rounding loses, without an outlier itself',
    zeros: 'weights that become 0',
  },
  fit: ({ row }, { config }) => ({ row: Math.min(row, config.nEmbd - 1) }),
  compute: async ({ bits, row, outlier }, { core, handle }) => {
    const [matrix] = await core.weights(handle, [MATRIX])
    return rounded(blockOf(matrix!.data, matrix!.shape[1]!, row), Number(bits) as Bits, outlier)
  },
  readingsOf: ({ scale, lost, whole }) => ({ scale, lost, zeros: whole.filter((q) => q === 0).length }),
})
