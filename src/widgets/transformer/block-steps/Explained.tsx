/** How one number of a block came about, with the live numbers in it. Mounted only while its explanation is open. */
import type { BlockWeights } from '../../../experiments/blocks.ts'
import { Sum } from '../../../instruments/explain/Sum.tsx'
import { productsOf, totalOf } from '../../../instruments/explain/terms.ts'
import { fixed, visible } from '../../../ui/format.ts'
import { type Assembled, rowOf, type StepKey } from './steps.ts'

interface Of {
  block: Assembled
  step: StepKey
  column: number
}

export function Explained({ block, step, column }: Of) {
  const value = rowOf(block, step)[column]!
  const row = (key: StepKey) => rowOf(block, key)[column]!
  switch (step) {
    case 'input':
      return <>{block.layer === 0 ? 'the token’s embedding plus its position’s' : `what block ${block.layer - 1} gave out`}</>
    case 'qkv':
      return <Product {...{ block, from: 'input', part: 'attn.c_attn', column, value }} />
    case 'attention':
      return <Product {...{ block, from: 'heads', part: 'attn.c_proj', column, value }} />
    case 'inner':
      return <Product {...{ block, from: 'norm1', part: 'mlp.c_fc', column, value }} />
    case 'feedForward':
      return <Product {...{ block, from: 'bent', part: 'mlp.c_proj', column, value }} />
    case 'heads':
      return <HeadSum {...{ block, column }} />
    case 'bent':
      return (
        <>
          GELU({fixed(row('inner'), 3)}) = {fixed(value, 3)}
        </>
      )
    case 'sum1':
      return <Added a={row('input')} b={row('attention')} value={value} />
    case 'sum2':
      return <Added a={row('norm1')} b={row('feedForward')} value={value} />
    case 'norm1':
      return <Normed {...{ block, from: 'sum1', part: 'ln_1', column, value }} />
    case 'norm2':
      return <Normed {...{ block, from: 'sum2', part: 'ln_2', column, value }} />
    default:
      return step satisfies never
  }
}

type Part = keyof BlockWeights

function Product({ block, from, part, column, value }: { block: Assembled; from: StepKey; part: Part; column: number; value: number }) {
  const x = rowOf(block, from)
  const { weight, bias } = block.weights[part]
  const out = bias.length
  const terms = productsOf(
    x,
    x.map((_, i) => weight[i * out + column]!),
    (i) => `number ${i}`,
  )
  return (
    <>
      <Sum caption="number · weight, the heaviest first" terms={terms} />
      {fixed(totalOf(terms), 3)} + bias {fixed(bias[column]!, 3)} = {fixed(value, 3)}
    </>
  )
}

function HeadSum({ block, column }: { block: Assembled; column: number }) {
  const { pass, tokens, place, heads, headSize } = block
  const [T, C] = [tokens.length, heads * headSize]
  const head = Math.floor(column / headSize)
  const terms = productsOf(
    Array.from({ length: place + 1 }, (_, j) => pass.shares[(head * T + place) * T + j]!),
    Array.from({ length: place + 1 }, (_, j) => pass.qkv[j * 3 * C + 2 * C + column]!),
    (j) => `${j}, ${visible(tokens[j]!)}`,
  )
  return <Sum caption={`head ${head}: share · value of each token, the heaviest first`} terms={terms} most={tokens.length} />
}

const Added = ({ a, b, value }: { a: number; b: number; value: number }) => (
  <>
    {fixed(a, 3)} + {b < 0 ? `(${fixed(b, 3)})` : fixed(b, 3)} = {fixed(value, 3)}
  </>
)

function Normed({ block, from, part, column, value }: { block: Assembled; from: StepKey; part: Part; column: number; value: number }) {
  const x = rowOf(block, from)
  const mean = x.reduce((sum, each) => sum + each, 0) / x.length
  const deviation = Math.sqrt(x.reduce((sum, each) => sum + (each - mean) ** 2, 0) / x.length + block.eps)
  const { weight, bias } = block.weights[part]
  return (
    <>
      ({fixed(x[column]!, 3)} − mean {fixed(mean, 3)}) / deviation {fixed(deviation, 3)} · gain {fixed(weight[column]!, 3)} + bias{' '}
      {fixed(bias[column]!, 3)} = {fixed(value, 3)}
    </>
  )
}
