/** Cases of the residual sum with LayerNorm. */
import type { Trace } from '../../../src/core/plan/trace.ts'
import { DROPOUTS, make, weight } from './case.ts'

export const layerNorms = [
  { rows: 3, width: 5 },
  { rows: 131, width: 70 },
  { rows: 17, width: 515 },
].flatMap(({ rows, width }) =>
  DROPOUTS.flatMap((dropout) => {
    const args = { rows, width, eps: 1e-5, dropout, stream: 3 }
    const parameters = [weight('gain', width), weight('bias', width)]
    const title = `[${rows},${width}], dropout ${dropout}`
    const forward = (t: Trace) => {
      const inputs = { a: t.input('a', [rows, width]), b: t.input('b', [rows, width]), gain: t.weight('gain'), bias: t.weight('bias') }
      const outputs = { sum: t.activation('sum', [rows, width]), mean: t.activation('mean', [rows]), rstd: t.activation('rstd', [rows]) }
      t.call('addLayerNorm', inputs, { y: t.activation('y', [rows, width]), ...outputs }, args)
      return { ...outputs, gain: inputs.gain }
    }
    return [
      make('addLayerNorm', title, parameters, (t) => {
        forward(t)
        return undefined
      }),
      ...[0, 1].map((accumulate) =>
        make('addLayerNormBackward', `${title}, accumulate ${accumulate}`, parameters, (t) => {
          const inputs = { ...forward(t), dy: t.input('dy', [rows, width]) }
          const dbranch = dropout ? t.activation('dbranch', [rows, width]) : undefined
          const gradients = { dgain: t.weightGradient('gain'), dbias: t.weightGradient('bias') }
          t.call(
            'addLayerNormBackward',
            inputs,
            { dsum: t.activation('dsum', [rows, width]), dbranch, ...gradients },
            { ...args, accumulate },
          )
          return { kept: accumulate ? ['grad/gain', 'grad/bias'] : [] }
        }),
      ),
    ]
  }),
)
