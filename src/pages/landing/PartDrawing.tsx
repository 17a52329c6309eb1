/** A small drawing for each part of the course, in the concepts' colours. It says nothing that the text does not. */
import type { ReactNode } from 'react'

/** An attention pattern for the drawing: each row's strongest cell differs. */
const SHADES = [90, 20, 60, 15, 45, 30, 70, 10, 85, 25]
const CELLS = [0, 1, 2, 3, 4].flatMap((i) =>
  [0, 1, 2, 3, 4].slice(0, i + 1).map((j) => [j * 6 + 12, i * 5.7, SHADES[(i * 3 + j * 7) % SHADES.length]!] as const),
)
const NODES = [
  [2, 3],
  [2, 14],
  [2, 25],
  [26, 8],
  [26, 20],
  [50, 14],
] as const

const start = [5, 9, 14, 20, 27].map((h, i) => (
  <rect key={h} x={i * 11} y={28 - h} width={7} height={h} fill={i === 4 ? 'var(--probability)' : 'var(--line-2)'} />
))

const language = [
  [0, 14],
  [16, 8],
  [26, 18],
  [46, 6],
].map(([x, w]) => <rect key={x} x={x} y={8} width={w} height={12} fill="none" stroke="var(--token)" strokeWidth={1.5} />)

const deep = (
  <>
    <path
      d={NODES.slice(0, 3)
        .flatMap(([x, y]) => NODES.slice(3, 5).map(([u, v]) => `M${x} ${y}L${u} ${v}`))
        .join('')}
      stroke="var(--line-2)"
    />
    <path d="M26 8L50 14M26 20L50 14" stroke="var(--gradient)" />
    {NODES.map(([x, y]) => (
      <circle key={`${x} ${y}`} cx={x} cy={y} r={3} fill="var(--paper)" stroke="var(--ink-2)" />
    ))}
  </>
)

const transformer = (
  <>
    {CELLS.map(([x, y, shade]) => (
      <rect
        key={`${x} ${y}`}
        x={x}
        y={y}
        width={5.2}
        height={4.9}
        fill={`color-mix(in oklab, var(--probability) ${shade}%, var(--paper))`}
      />
    ))}
    {['query', 'key', 'value'].map((concept, i) => (
      <path key={concept} d={`M0 ${5 + i * 9}h7`} stroke={`var(--${concept})`} strokeWidth={3} />
    ))}
  </>
)

const architecture = (
  <>
    <path d="M8 0v28" stroke="var(--residual)" strokeWidth={4} opacity={0.5} />
    {[34, 14, 34, 14].map((w, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed drawing
      <rect key={i} x={16} y={i * 7.2 + 0.5} width={w} height={5} fill="none" stroke="var(--ink-2)" />
    ))}
  </>
)

const training = <path d="M0 2C8 20 16 23 26 24.5S44 26 52 26" fill="none" stroke="var(--ink)" strokeWidth={1.5} />

const fineTuning = (
  <>
    <path d="M0 4C8 15 14 16 24 17" fill="none" stroke="var(--line-2)" strokeWidth={1.5} />
    <path d="M24 17C30 25 38 26 52 26" fill="none" stroke="var(--ink)" strokeWidth={2} />
  </>
)

const using = [48, 24, 15, 9].map((w, i) => (
  <rect key={w} x={0} y={i * 7} width={w} height={5} fill="var(--probability)" opacity={i === 3 ? 0.35 : 1} />
))

const advanced = (
  <>
    {[0, 1, -1.5, 1, 0, -1, 1, 0, 0].map((off, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a fixed drawing
      <circle key={i} cx={2 + i * 6} cy={4 + i * 2.5 + off} r={1.8} fill="var(--ink-2)" />
    ))}
    <path d="M0 3L52 25" stroke="var(--line-2)" />
  </>
)

const code = [
  [0, 30],
  [6, 34],
  [6, 22],
  [12, 38],
  [0, 16],
].map(([x, w], i) => <path key={w} d={`M${x} ${3 + i * 5.5}h${w}`} stroke={i === 3 ? 'var(--ink)' : 'var(--line-2)'} strokeWidth={2} />)

const projects = <path d="M0 4h30v9H6l-6 5zM52 12H24v10h22l6 5z" fill="var(--paper)" stroke="var(--ink-2)" />

const keepingUp = (
  <>
    <path d="M0 14h52" stroke="var(--line-2)" />
    {[
      [4, 3],
      [16, 4],
      [29, 5],
      [44, 7],
    ].map(([x, r]) => (
      <circle key={x} cx={x} cy={14} r={r} fill="var(--paper)" stroke="var(--ink-2)" />
    ))}
  </>
)

/** In the order of the parts. */
const DRAWINGS: readonly ReactNode[] = [
  start,
  language,
  deep,
  transformer,
  architecture,
  training,
  fineTuning,
  using,
  advanced,
  code,
  projects,
  keepingUp,
]

/** `part` counts from 0. */
export function PartDrawing({ part }: { part: number }) {
  return (
    <svg viewBox="0 0 52 28" width={52} height={28} overflow="visible" aria-hidden="true">
      {DRAWINGS[part]}
    </svg>
  )
}
