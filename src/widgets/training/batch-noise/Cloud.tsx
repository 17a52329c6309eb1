/** Gradients of batches at two weights, a dot each, around their average. */
import { scaleLinear } from 'd3-scale'
import { useWidth } from '../../../figures/useWidth.ts'
import { int } from '../../../ui/format.ts'
import { Lit } from '../../../ui/Lit.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import css from './BatchNoise.module.css'
import { batchesOf, type Noise, twoLargest } from './noise.ts'

const HEIGHT = 260
const EDGE = 14

export function Cloud({ of: { gradients, name }, size }: { of: Noise; size: number }) {
  const { ref, width } = useWidth<HTMLDivElement>(360)
  const [a, b] = twoLargest(gradients)
  const at = (gradient: ArrayLike<number>): [number, number] => [gradient[a]!, gradient[b]!]
  const reach = gradients.reduce((most, gradient) => Math.max(most, ...at(gradient).map(Math.abs)), 1e-12)
  const half = Math.min(width, HEIGHT) / 2 - EDGE
  const x = scaleLinear([-reach, reach], [width / 2 - half, width / 2 + half])
  const y = scaleLinear([-reach, reach], [HEIGHT / 2 + half, HEIGHT / 2 - half])
  const dots = batchesOf(gradients, size).map(at)
  const middle = at(batchesOf(gradients, gradients.length)[0]!)
  const caption = `gradient at two weights of ${name}: ${int(dots.length)} batches of ${int(size)}, and the average of all (cross)`
  return (
    <Twin
      caption={caption}
      table={() => <CloudTable dots={dots} middle={middle} caption={caption} />}
      figure={
        <div ref={ref} className={css.cloud}>
          <svg width={width} height={HEIGHT} role="img" aria-label={caption}>
            <path d={`M${x(-reach)} ${y(0)}H${x(reach)}M${x(0)} ${y(-reach)}V${y(reach)}`} stroke="var(--line-2)" />
            <Lit name="gradient/batch">
              {dots.map(([gx, gy], i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a batch is its place
                <circle key={i} cx={x(gx)} cy={y(gy)} r={4.5} fill="var(--gradient)" opacity={0.55} />
              ))}
            </Lit>
            <path
              d={`M${x(middle[0]) - 8} ${y(middle[1])}h16M${x(middle[0])} ${y(middle[1]) - 8}v16`}
              stroke="var(--ink)"
              strokeWidth={2.5}
            />
          </svg>
        </div>
      }
    />
  )
}

function CloudTable({ dots, middle, caption }: { dots: readonly [number, number][]; middle: [number, number]; caption: string }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">batch</th>
          <th scope="col" className="n">
            first weight
          </th>
          <th scope="col" className="n">
            second weight
          </th>
        </tr>
      </thead>
      <tbody>
        {[...dots, middle].map(([first, second], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a batch is its place
          <tr key={i}>
            <th scope="row">{i === dots.length ? 'average of all' : int(i + 1)}</th>
            <td className="n">{first.toExponential(2)}</td>
            <td className="n">{second.toExponential(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
