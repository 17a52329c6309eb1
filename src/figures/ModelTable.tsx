/** The table twin of the model diagram. */
import { int } from '../ui/format.ts'
import type { ModelParts } from './ModelDiagram.tsx'
import type { DiagramSizes } from './modelLayout.ts'

export function ModelTable({ sizes, parts }: { sizes: DiagramSizes; parts: ModelParts | null }) {
  const { nLayer, nHead, nEmbd, nCtx, nVocab } = sizes
  const rows: [string, string, number | undefined][] = [
    ['token embedding, wte, also decodes', `${int(nVocab)} × ${nEmbd}`, parts?.wte],
    ['position embedding, wpe', `${nCtx} × ${nEmbd}`, parts?.wpe],
    ['attention with layer norm, one block', `${nHead} heads × ${nEmbd / nHead}`, parts?.attention],
    ['feed-forward with layer norm, one block', `${nEmbd} → ${4 * nEmbd} → ${nEmbd}`, parts?.feedForward],
  ]
  const total = parts ? parts.wte + parts.wpe + nLayer * (parts.attention + parts.feedForward) : undefined
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
          <td>{nLayer} blocks</td>
          <td className="n">{total === undefined ? '–' : int(total)}</td>
        </tr>
      </tbody>
    </table>
  )
}
