/** Confidence against outcome: a dot for each level, and the line on which a perfect guesser's dots would lie. */
import { useWidth } from '../../figures/useWidth.ts'
import type { Bin } from '../../session/learning/calibration.ts'
import { fixed } from '../../ui/format.ts'
import { Twin } from '../../ui/Twin.tsx'

const HEIGHT = 260
const MARGIN = { left: 44, right: 16, top: 12, bottom: 40 }

const YOURS = 'How often you were right, by how sure you were. On the line, the two agree; below it you were too sure.'

export function CalibrationChart({ bins, caption = YOURS }: { bins: readonly Bin[]; caption?: string }) {
  return (
    <Twin
      caption={caption}
      figure={<Chart bins={bins} />}
      table={() => (
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">confidence</th>
              <th scope="col" className="n">
                guesses
              </th>
              <th scope="col" className="n">
                mean confidence
              </th>
              <th scope="col" className="n">
                right
              </th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, to, count, sure, right }) => (
              <tr key={from}>
                <th scope="row">
                  {from}–{to} %
                </th>
                <td className="n">{count}</td>
                <td className="n">{fixed(sure, 0)} %</td>
                <td className="n">{fixed(right, 0)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    />
  )
}

function Chart({ bins }: { bins: readonly Bin[] }) {
  const { ref, width } = useWidth<HTMLDivElement>()
  const x = (percent: number): number => MARGIN.left + ((percent - 50) / 50) * (width - MARGIN.left - MARGIN.right)
  const y = (percent: number): number => HEIGHT - MARGIN.bottom - (percent / 100) * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const most = Math.max(...bins.map(({ count }) => count))
  const said = bins.map(({ sure, right, count }) => `at ${fixed(sure, 0)} % right ${fixed(right, 0)} % of ${count}`).join('; ')
  return (
    <div ref={ref}>
      <svg width={width} height={HEIGHT} role="img" aria-label={`Calibration: ${said}.`}>
        {[0, 25, 50, 75, 100].map((percent) => (
          <g key={percent}>
            <line x1={x(50)} x2={x(100)} y1={y(percent)} y2={y(percent)} stroke="var(--line)" />
            <text x={MARGIN.left - 8} y={y(percent) + 4} textAnchor="end">
              {percent}
            </text>
          </g>
        ))}
        {[50, 60, 70, 80, 90, 100].map((percent) => (
          <text key={percent} x={x(percent)} y={HEIGHT - MARGIN.bottom + 18} textAnchor="middle">
            {percent}
          </text>
        ))}
        <text className="label" x={x(75)} y={HEIGHT - 4} textAnchor="middle">
          how sure, %
        </text>
        <line x1={x(50)} y1={y(50)} x2={x(100)} y2={y(100)} stroke="var(--ink-3)" strokeDasharray="3 3" />
        {bins.map(({ from, sure, right, count }) => (
          <g key={from}>
            <line x1={x(sure)} x2={x(sure)} y1={y(sure)} y2={y(right)} stroke="var(--probability)" />
            <circle cx={x(sure)} cy={y(right)} r={4 + 5 * Math.sqrt(count / most)} fill="var(--probability)" />
            <text className="halo" x={x(sure)} y={y(right) - 14 > MARGIN.top + 6 ? y(right) - 14 : y(right) + 24} textAnchor="middle">
              {count}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}
