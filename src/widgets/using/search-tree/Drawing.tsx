/** The tree: from the prompt to the right, a box for each token, as dark as it is probable; each text ends in its name and its probability. */
import { useWidth } from '../../../figures/useWidth.ts'
import { fixed, share, visible } from '../../../ui/format.ts'
import { type Leaf, type Node, rowsOf, type Tree, type Who } from './tree.ts'
import css from './SearchTree.module.css'

const ROW = 24
const BOX = 18
const TOP = 8
/** Room for the names at the right. */
const NAMES = 236
const LEAST = 26

const SAID: readonly [Who, string][] = [
  ['exact', 'best of all'],
  ['greedy', 'greedy'],
  ['beam', 'beam'],
  ['sample', 'dice'],
]
export const named = (who: ReadonlySet<Who>): string =>
  SAID.filter(([name]) => who.has(name))
    .map(([, word]) => word)
    .join(', ')

const lineOf = ({ who }: Node): Who =>
  who.has('exact') ? 'exact' : who.has('greedy') ? 'greedy' : who.has('beam') ? 'beam' : who.has('sample') ? 'sample' : 'dropped'

export function Drawing({ tree, depth, penalized }: { tree: Tree; depth: number; penalized: boolean }) {
  const { ref, width } = useWidth<HTMLDivElement>(900)
  const pitch = Math.max(LEAST, Math.min(116, (width - NAMES) / depth))
  const roomy = pitch >= 54
  const height = TOP + rowsOf(tree) * ROW + 8
  const x = (d: number) => d * pitch
  const y = (row: number) => TOP + row * ROW + BOX / 2
  const edges = (node: Node, parent: Node | null): React.ReactNode => {
    const [x0, y0] = parent ? [x(parent.depth) + (roomy ? 48 : BOX), y(parent.row)] : [0, y(0)]
    const [x1, y1] = [x(node.depth) + 6, y(node.row)]
    return [
      parent ? (
        <path key={`e${node.key}`} className={css[lineOf(node)]} d={`M${x0} ${y0}C${x1 - 4} ${y0} ${x0 + 2} ${y1} ${x1} ${y1}`} />
      ) : null,
      ...node.children.map((child) => edges(child, node)),
    ]
  }
  return (
    <div ref={ref} className={css.scroll}>
      <svg
        className={css.tree}
        width={Math.max(width, depth * pitch + NAMES)}
        height={height}
        role="img"
        aria-label={`${tree.leaves.length} texts in one tree: ${tree.leaves.map((leaf) => `${named(leaf.who)} ${fixed(leaf.path.sum)}`).join('; ')}`}
      >
        {tree.roots.map((root) => edges(root, null))}
        {tree.nodes.map((node) => (
          <g key={node.key} className={lineOf(node) === 'dropped' ? css.faint : undefined}>
            <title>{`${visible(node.token)} ${share(node.p)}; the text up to here: ln p ${fixed(node.sum)}`}</title>
            <rect
              className={css.box}
              x={x(node.depth) + 4}
              y={y(node.row) - BOX / 2}
              width={BOX}
              height={BOX}
              style={{ fill: `color-mix(in oklab, var(--probability) ${Math.round(70 * node.p)}%, var(--paper))` }}
            />
            <text x={x(node.depth) + 4 + BOX / 2} y={y(node.row) + 4} textAnchor="middle">
              {visible(node.token).slice(0, 3)}
            </text>
            {roomy ? (
              <text className={css.share} x={x(node.depth) + BOX + 7} y={y(node.row) + 4}>
                {share(node.p, 2)}
              </text>
            ) : null}
          </g>
        ))}
        {tree.leaves.map((leaf) => (
          <Name key={leaf.node.key} leaf={leaf} x={x(leaf.node.depth) + (roomy ? 62 : 32)} y={y(leaf.node.row) + 4} penalized={penalized} />
        ))}
      </svg>
    </div>
  )
}

function Name({ leaf: { who, path }, x, y, penalized }: { leaf: Leaf; x: number; y: number; penalized: boolean }) {
  return (
    <text className={who.has('exact') ? css.best : css.name} x={x} y={y}>
      {who.has('exact') ? '★ ' : ''}
      {named(who)}: {penalized ? `score ${fixed(path.score)}` : `p = ${brief(Math.exp(path.sum))}`}
    </text>
  )
}

/** .0114, 6.5e-5 */
export const brief = (p: number): string => (p >= 1e-3 ? share(p, 4) : p.toExponential(1).replace('-', '−'))
