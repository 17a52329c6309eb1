/** Files as points: kilobytes on a logarithmic axis, bits a character beside it, and the goal as a rule. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import { useWidth } from './useWidth.ts'
import { fixed, int } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'

export interface SizedModel {
  name: string
  bytes: number
  bitsPerCharacter: number
  /** joined by a line: one model in several forms */
  form?: boolean
  /** its name stands beside it */
  named?: boolean
}

const HEIGHT = 320
const MARGIN = { left: 44, right: 20, top: 14, bottom: 40 }
/** Above this, where a model has fallen apart, points stand at the upper edge. */
const TOP = 6

export function SizeScatter({ models, goal }: { models: readonly SizedModel[]; goal?: number }) {
  const { ref, width } = useWidth<HTMLDivElement>(600)
  const [bottom, right] = [HEIGHT - MARGIN.bottom, width - MARGIN.right]
  const bytes = models.map((model) => model.bytes)
  const losses = models.map(({ bitsPerCharacter }) => Math.min(TOP, bitsPerCharacter))
  const x = scaleLog([Math.min(2e4, ...bytes) / 1.3, Math.max(1e6, ...bytes) * 1.3], [MARGIN.left, right])
  const [least, most] = [Math.min(goal ?? 9, ...losses), Math.max(goal ?? 0, ...losses)]
  const y = scaleLinear([Math.max(0, least - 0.3), Math.max(most + 0.2, least + 1)], [bottom, MARGIN.top])
  const at = ({ bitsPerCharacter }: SizedModel) => y(Math.min(TOP, bitsPerCharacter))
  const path = line<SizedModel>((model) => x(model.bytes), at)
  const forms = models.filter(({ form }) => form)
  return (
    <Twin
      caption="bits a character on held-out text, over the size of the exported file"
      figure={
        <div ref={ref}>
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={
              models.length === 0
                ? 'No file is weighed yet.'
                : models.map((m) => `${m.name}: ${int(m.bytes / 1000)} kB, ${fixed(m.bitsPerCharacter)} bits.`).join(' ')
            }
          >
            {goal === undefined ? null : (
              <>
                <rect x={MARGIN.left} y={y(goal)} width={right - MARGIN.left} height={bottom - y(goal)} fill="var(--paper-2)" />
                <path d={`M${MARGIN.left} ${y(goal)}H${right}`} stroke="var(--ink)" strokeDasharray="5 3" />
                <text className="label halo" x={right} y={y(goal) - 6} textAnchor="end">
                  {fixed(goal, 1)} bits: what lies below counts
                </text>
              </>
            )}
            {y.ticks(6).map((value) => (
              <g key={value}>
                <path d={`M${MARGIN.left} ${y(value)}H${right}`} stroke="var(--line)" />
                <text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">
                  {fixed(value, 1)}
                </text>
              </g>
            ))}
            {[1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7]
              .filter((value) => value > x.domain()[0]! && value < x.domain()[1]!)
              .map((value) => (
                <text key={value} x={x(value)} y={bottom + 17} textAnchor="middle">
                  {int(value / 1000)}
                </text>
              ))}
            <text className="label" x={(MARGIN.left + right) / 2} y={HEIGHT - 5} textAnchor="middle">
              kB of the exported file
            </text>
            <path d={path(forms) ?? ''} fill="none" stroke="var(--ink)" strokeWidth={1.5} />
            {models.map((model, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two models may have one name
              <g key={i}>
                <circle
                  cx={x(model.bytes)}
                  cy={at(model)}
                  r={model.form ? 4.5 : 3.5}
                  fill={model.form ? 'var(--ink)' : 'var(--paper)'}
                  stroke="var(--ink)"
                  strokeWidth={1.5}
                />
                {model.form || model.named ? (
                  <text className="label halo" x={x(model.bytes)} y={at(model) + (i % 2 === 0 ? -10 : 20)} textAnchor="middle">
                    {model.name}
                    {model.bitsPerCharacter > TOP ? `, ${fixed(model.bitsPerCharacter, 1)}` : ''}
                  </text>
                ) : null}
              </g>
            ))}
          </svg>
        </div>
      }
      table={() => (
        <table>
          <caption>Files</caption>
          <thead>
            <tr>
              <th scope="col">model</th>
              <th scope="col" className="n">
                kB
              </th>
              <th scope="col" className="n">
                bits a character
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map((model, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two models may have one name
              <tr key={i}>
                <th scope="row">{model.name}</th>
                <td className="n">{fixed(model.bytes / 1000, 1)}</td>
                <td className="n">{fixed(model.bitsPerCharacter, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  )
}
