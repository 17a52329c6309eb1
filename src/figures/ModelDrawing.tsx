/** The drawing itself: stream, blocks with their heads, embeddings, and how many numbers each part learns. */
import { int } from '../ui/format.ts'
import { Lit } from '../ui/Lit.tsx'
import type { ModelParts, ModelShape } from './modelParts.ts'
import type { DiagramLayout, DiagramSizes } from './modelLayout.ts'

interface DrawingProps {
  sizes: DiagramSizes
  parts: ModelParts | null
  shape: ModelShape
  layout: DiagramLayout
}

export function ModelDrawing({ sizes, parts, shape, layout }: DrawingProps) {
  const { width, height, stream, boxX, feedForwardWidth, blocks, hidden } = layout
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Lit name="residual">
        <rect
          x={stream.x - stream.thickness / 2}
          y={stream.top}
          width={stream.thickness}
          height={stream.bottom - stream.top}
          fill="var(--residual)"
          opacity={0.28}
        />
      </Lit>
      <Lit name="probability">
        <text className="label" x={boxX} y={14} style={{ fill: 'var(--probability)' }}>
          probabilities, one for each of {int(sizes.nVocab)} tokens
        </text>
      </Lit>
      <path d={`M${stream.x} ${stream.top}H${boxX + feedForwardWidth}`} stroke="var(--residual)" />
      <path d={comb(boxX, stream.top - 3, feedForwardWidth)} stroke="var(--probability)" strokeWidth={2} />
      <text className="label" x={0} y={stream.top + 2}>
        decode
      </text>
      <text x={width} y={stream.top - 2} textAnchor="end">
        {shape.untied ? 'a matrix of its own' : 'tied'}
      </text>
      {blocks.map(({ layer, y }) => (
        <Block key={layer} layer={layer} y={y} top={layer === sizes.nLayer - 1} sizes={sizes} parts={parts} shape={shape} layout={layout} />
      ))}
      {hidden ? (
        <text className="label" x={boxX} y={hidden.y}>
          and {hidden.count} more {hidden.count === 1 ? 'block' : 'blocks'} alike
        </text>
      ) : null}
      <Embeddings sizes={sizes} parts={parts} shape={shape} layout={layout} />
    </svg>
  )
}

/** An even comb: the output has one tooth per token, and none is known before the model runs. */
function comb(x: number, y: number, width: number): string {
  const teeth = Math.max(4, Math.floor(width / 4))
  return Array.from({ length: teeth }, (_, i) => `M${x + 1 + (i * width) / teeth} ${y}v-5`).join('')
}

function Block({ layer, y, top, sizes, parts, shape, layout }: DrawingProps & { layer: number; y: number; top: boolean }) {
  const { width, stream, boxX, feedForwardWidth, rowHeight, gap } = layout
  const { headSize = sizes.nEmbd / sizes.nHead } = shape
  // Where heads were taken out, the rest are narrower together than the stream.
  const attentionWidth = Math.min(feedForwardWidth, (layout.attentionWidth * sizes.nHead * headSize) / sizes.nEmbd)
  const attentionY = y + rowHeight + gap
  const heads = Array.from({ length: sizes.nHead - 1 }, (_, i) => boxX + ((i + 1) * attentionWidth) / sizes.nHead)
  const stripe = (rowHeight - 6) / 3
  return (
    <g>
      <text x={0} y={y + rowHeight + 5} style={top ? { fill: 'var(--ink)', fontWeight: 500 } : undefined}>
        h.{layer}
      </text>
      {[
        { at: y, w: feedForwardWidth },
        { at: attentionY, w: attentionWidth },
      ].map(({ at, w }) => (
        <g key={at}>
          <path
            d={`M${stream.x} ${at + rowHeight + 2.5}h12V${at + rowHeight / 2}H${boxX}M${stream.x} ${at - 2.5}h18V${at + rowHeight / 2}`}
            fill="none"
            stroke="var(--residual)"
          />
          {/* the norm: across the stream after the sum, or across the branch before the layer */}
          <path
            d={
              shape.preNorm
                ? `M${stream.x + 8} ${at + rowHeight - 4}h8`
                : `M${stream.x - stream.thickness / 2 - 4} ${at - 9}h${stream.thickness + 8}`
            }
            stroke="var(--residual)"
            strokeWidth={1.5}
          />
          <circle cx={stream.x} cy={at - 2.5} r={3.2} fill="var(--paper)" stroke="var(--residual)" />
          <rect
            x={boxX}
            y={at}
            width={w}
            height={rowHeight}
            fill="var(--paper)"
            stroke={top ? 'var(--ink)' : 'var(--line-2)'}
            strokeWidth={top ? 1.5 : 1}
          />
        </g>
      ))}
      {['query', 'key', 'value'].map((concept, i) => (
        <Lit key={concept} name={concept}>
          <rect
            x={boxX + 3}
            y={attentionY + 3.5 + i * stripe}
            width={Math.max(2, attentionWidth - 6)}
            height={stripe - 1.5}
            fill={`var(--${concept})`}
          />
        </Lit>
      ))}
      <path
        d={heads.map((x) => `M${x} ${attentionY + 1}v${rowHeight - 2}`).join('')}
        stroke="var(--paper)"
        strokeWidth={attentionWidth / sizes.nHead > 8 ? 2.5 : 1}
      />
      {feedForwardWidth > 48 && top ? (
        <text className="label" x={boxX + 8} y={y + rowHeight / 2 + 4} style={{ fontSize: 12 }}>
          {feedForwardWidth > 140 ? `feed-forward, ${shape.activation ?? 'GELU'}` : 'ffn'}
        </text>
      ) : null}
      <text className="label" x={boxX + attentionWidth + 8} y={attentionY + rowHeight / 2 + 4} style={{ fontSize: 12 }}>
        {sizes.nHead} {sizes.nHead === 1 ? 'head' : 'heads'} × {Number(headSize.toFixed(2))}
      </text>
      <Count x={width} y={y + rowHeight / 2 + 4} value={parts?.feedForward} />
      <Count x={width} y={attentionY + rowHeight / 2 + 4} value={parts?.attention} />
    </g>
  )
}

function Embeddings({ sizes, parts, shape, layout }: DrawingProps) {
  const { width, height, stream, boxX, attentionWidth: w, embedY: y } = layout
  const tables = [
    { key: 'wte', rows: sizes.nVocab, color: 'token', at: y, h: 20 },
    { key: 'wpe', rows: sizes.nCtx, color: 'position', at: y + 26, h: 9 },
  ] as const
  const dimension = height - 5
  return (
    <g>
      <path
        d={`M${stream.x} ${y + 10}H${boxX}M${stream.x} ${stream.bottom - 2}V${y + 30.5}H${boxX}`}
        fill="none"
        stroke="var(--residual)"
      />
      <text className="label" x={0} y={y + 14}>
        embed
      </text>
      {tables.map(({ key, rows, color, at, h }) => (
        <Lit key={key} name={color}>
          <rect
            x={boxX}
            y={at}
            width={w}
            height={h}
            strokeDasharray={key === 'wpe' && shape.positions ? '2 3' : undefined}
            fill={`color-mix(in oklab, var(--${color}) 22%, var(--paper))`}
            stroke={`var(--${color})`}
          />
          <text x={boxX + w + 8} y={at + h / 2 + 4} style={{ fill: `var(--${color})` }}>
            {key === 'wpe' && shape.positions ? shape.positions : `${key} ${int(rows)} × ${sizes.nEmbd}`}
          </text>
          <Count x={width} y={at + h / 2 + 4} value={parts?.[key]} />
        </Lit>
      ))}
      <path d={`M${boxX} ${dimension - 4}v8M${boxX + w} ${dimension - 4}v8M${boxX} ${dimension}h${w}`} stroke="var(--ink-3)" />
      <text x={boxX + w + 8} y={dimension + 4}>
        width {sizes.nEmbd}
      </text>
      <text x={width} y={dimension + 4} textAnchor="end">
        parameters
      </text>
    </g>
  )
}

function Count({ x, y, value }: { x: number; y: number; value: number | undefined }) {
  return (
    <text x={x} y={y} textAnchor="end">
      {value === undefined ? '–' : int(value)}
    </text>
  )
}
