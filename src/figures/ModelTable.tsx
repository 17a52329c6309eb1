/** The table twin of the model diagram. */
import { int } from '../ui/format.ts'
import type { ModelParts, ModelShape } from './modelParts.ts'
import type { DiagramSizes } from './modelLayout.ts'

export function ModelTable({ sizes, parts, shape }: { sizes: DiagramSizes; parts: ModelParts | null; shape: ModelShape }) {
  const { nLayer, nHead, nEmbd, nCtx, nVocab } = sizes
  const { norm = 'layer norm', inner = 4 * nEmbd, kvHeads = nHead, headSize = nEmbd / nHead } = shape
  const { blocks = nLayer, output = 0 } = parts ?? {}
  const heads = `${nHead} heads × ${headSize}${kvHeads < nHead ? `, ${kvHeads} of keys and values` : ''}`
  const rows: [string, string, number | undefined][] = [
    [shape.untied ? 'token embedding, wte' : 'token embedding, wte, also decodes', `${int(nVocab)} × ${nEmbd}`, parts?.wte],
    shape.positions === undefined
      ? ['position embedding, wpe', `${nCtx} × ${nEmbd}`, parts?.wpe]
      : [shape.positions, 'nothing learned', parts?.wpe],
    [`attention with ${norm}, one block`, heads, parts?.attention],
    [`feed-forward with ${norm}, one block`, `${nEmbd} → ${inner} → ${nEmbd}`, parts?.feedForward],
  ]
  if (output > 0) {
    const own = shape.untied ? [`${int(nVocab)} × ${nEmbd}`] : []
    rows.push(['after the last block', [...(shape.preNorm ? [norm] : []), ...own].join(', '), output])
  }
  const total = parts ? parts.wte + parts.wpe + blocks * (parts.attention + parts.feedForward) + output : undefined
  return (
    <table>
      <caption>The model's parts, {nLayer} blocks in all</caption>
      <thead>
        <tr>
          <th scope="col">part</th>
          <th scope="col">shape</th>
          <th scope="col" className="n">
            parameters
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([part, shape, count]) => (
          <tr key={part}>
            <th scope="row">{part}</th>
            <td className="n" style={{ textAlign: 'left' }}>
              {shape}
            </td>
            <td className="n">{count === undefined ? '–' : int(count)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">all</th>
          <td>{blocks === nLayer ? `${nLayer} blocks` : `${nLayer} blocks with the weights of ${blocks}`}</td>
          <td className="n">{total === undefined ? '–' : int(total)}</td>
        </tr>
      </tbody>
    </table>
  )
}
