/** Tokens on a plane of their first two principal components; one is chosen, and its nearest by cosine are marked and listed. */
import { scaleLinear } from 'd3-scale'
import { type KeyboardEvent, useMemo } from 'react'
import { useWidth } from '../figures/useWidth.ts'
import { fixed, visible } from '../ui/format.ts'
import { Twin } from '../ui/Twin.tsx'
import { planeOf } from './pca.ts'
import css from './TokenMap.module.css'
import { Coordinate, Cosine, PlaneShare } from './explain/TokenNumbers.tsx'
import { nearest, type Vectors, vectorOf } from './vectors.ts'

const NEAR = 6
const PAD = 28

export interface TokenMapProps {
  vectors: Vectors
  /** index of the chosen one */
  chosen: number
  onChoose: (index: number) => void
  /** 'position', 'token' …: the colour of a token; default token's */
  colourOf?: (name: string) => string
}

export function TokenMap({ vectors, chosen, onChoose, colourOf = () => 'token' }: TokenMapProps) {
  const { ref, width } = useWidth<HTMLDivElement>(480)
  const components = planeOf(vectors)
  const { coordinates } = components
  const near = useMemo(() => nearest(vectors, vectorOf(vectors, chosen), [chosen]).slice(0, NEAR), [vectors, chosen])
  const height = Math.round(Math.min(width * 0.8, 440))
  const [xs, ys] = [0, 1].map((axis) => vectors.names.map((_, i) => coordinates[2 * i + axis]!))
  const x = scaleLinear([Math.min(...xs!), Math.max(...xs!)], [PAD, width - PAD])
  const y = scaleLinear([Math.min(...ys!), Math.max(...ys!)], [height - PAD / 2, PAD / 2])
  const name = (i: number): string => visible(vectors.names[i]!)
  const marked = new Set(near.map(({ index }) => index))
  const said = `${name(chosen)}: nearest ${near.map(({ index, cosine }) => `${name(index)} ${fixed(cosine)}`).join(', ')}`
  const key = (event: KeyboardEvent): void => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!move) return
    event.preventDefault()
    onChoose((chosen + move + vectors.names.length) % vectors.names.length)
  }
  return (
    <div className={css.both}>
      <Twin
        caption={
          <>
            {vectors.names.length} tokens by their first two principal components, which hold{' '}
            <PlaneShare vectors={vectors} components={components} /> of the variance in {vectors.width}
          </>
        }
        table={() => (
          <table>
            <caption>Coordinates of each token</caption>
            <thead>
              <tr>
                <th scope="col">token</th>
                <th scope="col" className="n">
                  first
                </th>
                <th scope="col" className="n">
                  second
                </th>
              </tr>
            </thead>
            <tbody>
              {vectors.names.map((token, i) => (
                <tr key={token}>
                  <th scope="row">{visible(token)}</th>
                  {[0, 1].map((axis) => (
                    <td key={axis} className="n">
                      <Coordinate vectors={vectors} components={components} token={i} axis={axis} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        figure={
          <>
            <div
              ref={ref}
              className={css.map}
              role="slider"
              tabIndex={0}
              aria-label="Tokens; arrow keys choose one after the other"
              aria-valuemin={0}
              aria-valuemax={vectors.names.length - 1}
              aria-valuenow={chosen}
              aria-valuetext={said}
              onKeyDown={key}
            >
              <svg width={width} height={height} aria-hidden="true">
                {near.map(({ index }) => (
                  <path
                    key={index}
                    d={`M${x(xs![chosen]!)} ${y(ys![chosen]!)}L${x(xs![index]!)} ${y(ys![index]!)}`}
                    stroke="var(--line-2)"
                    strokeDasharray="2 3"
                  />
                ))}
                {vectors.names.map((token, i) => (
                  // biome-ignore lint/a11y/noStaticElementInteractions: a pointer's way to what the arrow keys do on the frame
                  <text
                    key={token}
                    className="halo"
                    x={x(xs![i]!)}
                    y={y(ys![i]!) + 4}
                    textAnchor="middle"
                    data-on={i === chosen || undefined}
                    style={{
                      fill: i === chosen ? 'var(--ink)' : `var(--${colourOf(token)})`,
                      opacity: i === chosen || marked.has(i) ? 1 : 0.75,
                      fontWeight: i === chosen || marked.has(i) ? 600 : 400,
                    }}
                    onClick={() => onChoose(i)}
                  >
                    {visible(token).replace(/^␣/, '')}
                  </text>
                ))}
              </svg>
            </div>
            <p className="cap">
              <span className="tok">{name(chosen)}</span> lies at{' '}
              <Coordinate vectors={vectors} components={components} token={chosen} axis={0} /> along the first and{' '}
              <Coordinate vectors={vectors} components={components} token={chosen} axis={1} /> along the second
            </p>
          </>
        }
      />
      <table>
        <caption>
          Nearest to <span className="tok">{name(chosen)}</span> by cosine, in all {vectors.width} dimensions
        </caption>
        <thead>
          <tr>
            <th scope="col">token</th>
            <th scope="col" className="n">
              cosine
            </th>
          </tr>
        </thead>
        <tbody>
          {near.map(({ index, cosine }) => (
            <tr key={index}>
              <th scope="row" className="tok">
                {name(index)}
              </th>
              <td className="n">
                <Cosine vectors={vectors} a={chosen} b={index} shown={fixed(cosine, 3)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
