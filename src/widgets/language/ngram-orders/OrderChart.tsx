/** A line of bits over the orders, with its lowest point marked; behind it, as bars, the share of contexts that were never seen. */
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useWidth } from '../../../figures/useWidth.ts'
import { Lit } from '../../../ui/Lit.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import css from './NgramOrders.module.css'
import type { OrderScore } from './widget.ts'

const HEIGHT = 250
const M = { left: 34, right: 44, top: 26, bottom: 38 }

interface OrderChartProps {
  orders: readonly OrderScore[]
  best: OrderScore
  chosen: number
  onChoose: (order: number) => void
}

export function OrderChart({ orders, best, chosen, onChoose }: OrderChartProps) {
  const { ref, width } = useWidth<HTMLDivElement>(520)
  const bottom = HEIGHT - M.bottom
  const step = (width - M.left - M.right) / orders.length
  const x = (order: number): number => M.left + (order - 0.5) * step
  const most = Math.max(...orders.map(({ bits }) => bits))
  const y = scaleLinear([0, most], [bottom, M.top]).nice(4)
  const tall = scaleLinear([0, 1], [bottom, M.top])
  const path = line<OrderScore>(
    ({ order }) => x(order),
    ({ bits }) => y(bits),
  )
  const said = `Bits per character by order: ${orders.map(({ order, bits }) => `${order}: ${fixed(bits)}`).join(', ')}. Fewest at ${best.order}.`
  return (
    <Twin
      caption={
        <>
          Line: bits per character on held-out text. Bars: contexts <em>never seen</em>, right axis.
        </>
      }
      table={() => <OrderTable orders={orders} />}
      figure={
        <div ref={ref}>
          <svg width={width} height={HEIGHT} role="img" aria-label={said} className={css.chart}>
            {y.ticks(4).map((tick) => (
              <g key={tick}>
                <path d={`M${M.left} ${y(tick)}H${width - M.right}`} stroke="var(--line)" />
                <text x={M.left - 8} y={y(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
            {[0, 0.5, 1].map((part) => (
              <text key={part} x={width - M.right + 8} y={tall(part) + 4} className={css.right}>
                {share(part, 2)}
              </text>
            ))}
            {orders.map(({ order, unseen }) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the slider does
              <g key={order} onClick={() => onChoose(order)} className={css.column}>
                <rect
                  x={M.left + (order - 1) * step}
                  y={M.top}
                  width={step}
                  height={bottom - M.top}
                  fill={order === chosen ? 'var(--paper-2)' : 'transparent'}
                />
                <Lit name="position/unseen">
                  <rect
                    x={x(order) - step * 0.3}
                    y={tall(unseen)}
                    width={step * 0.6}
                    height={bottom - tall(unseen)}
                    fill="var(--position)"
                    opacity={0.35}
                  />
                </Lit>
                <text x={x(order)} y={bottom + 17} textAnchor="middle" className={order === chosen ? css.on : undefined}>
                  {order}
                </text>
              </g>
            ))}
            <Lit name="probability/bits">
              <path d={path(orders) ?? ''} fill="none" stroke="var(--probability)" strokeWidth={2.25} />
              {orders.map((each) => (
                <circle
                  key={each.order}
                  cx={x(each.order)}
                  cy={y(each.bits)}
                  r={each.order === chosen ? 6 : 4}
                  fill={each.order === chosen ? 'var(--probability)' : 'var(--paper)'}
                  stroke="var(--probability)"
                  strokeWidth={2}
                />
              ))}
            </Lit>
            <g className={css.turn}>
              <path d={`M${x(best.order)} ${y(best.bits) - 10}v-16`} stroke="var(--ink)" />
              <text className="halo" x={x(best.order)} y={y(best.bits) - 31} textAnchor="middle">
                fewest: {fixed(best.bits, 2)}
              </text>
            </g>
            <text className="label" x={(M.left + width - M.right) / 2} y={HEIGHT - 4} textAnchor="middle">
              characters in a row that are counted
            </text>
          </svg>
        </div>
      }
    />
  )
}

function OrderTable({ orders }: { orders: readonly OrderScore[] }) {
  return (
    <table>
      <caption>Counted on nine tenths of the text, measured on the last</caption>
      <thead>
        <tr>
          <th scope="col">order</th>
          {['bits per character', 'never seen', 'counts kept'].map((head) => (
            <th key={head} scope="col" className="n">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {orders.map(({ order, bits, unseen, entries }) => (
          <tr key={order}>
            <th scope="row">{order}</th>
            <td className="n">{fixed(bits, 3)}</td>
            <td className="n">{share(unseen)}</td>
            <td className="n">{int(entries)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
