/** Texts that were found in several ways, as one tree of tokens: what begins alike is drawn once. */
import type { Found, FoundPath } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'

/** Who came by a token: the beams that were kept to the end, or any that were dropped on the way. */
export type Who = 'greedy' | 'beam' | 'dropped' | 'sample' | 'exact'

export interface Node {
  key: string
  token: string
  /** of the token after those before it, by the model */
  p: number
  /** ln of the probability of the text up to here */
  sum: number
  depth: number
  /** row of its drawing; of a fork, its first child's */
  row: number
  who: ReadonlySet<Who>
  children: Node[]
}

export interface Leaf {
  node: Node
  path: FoundPath
  who: ReadonlySet<Who>
}

export interface Tree {
  roots: Node[]
  nodes: Node[]
  leaves: Leaf[]
}

export function treeOf(found: Found): Tree {
  const roots: Node[] = []
  const nodes: Node[] = []
  const ends = new Map<string, { path: FoundPath; who: Set<Who> }>()
  const add = (path: FoundPath, who: Who) => {
    let level = roots
    let key = ''
    let sum = 0
    for (const [depth, { id, token, logProbability }] of path.tokens.entries()) {
      key += `${key === '' ? '' : '-'}${id}`
      sum += logProbability
      let node = level.find((each) => each.key === key)
      if (!node) {
        node = { key, token, p: Math.exp(logProbability), sum, depth, row: 0, who: new Set(), children: [] }
        level.push(node)
        nodes.push(node)
      }
      ;(node.who as Set<Who>).add(who)
      level = node.children
    }
    if (who === 'dropped') return
    const end = ends.get(key) ?? { path, who: new Set<Who>() }
    end.who.add(who)
    ends.set(key, end)
  }
  add(found.greedy, 'greedy')
  for (const path of found.beams.at(-1)!) add(path, 'beam')
  if (found.exact.best) add(found.exact.best, 'exact')
  for (const path of found.samples) add(path, 'sample')
  for (const kept of found.beams) for (const path of kept) add(path, 'dropped')
  const rows = place(roots, 0)
  const leaves = nodes.flatMap((node) => {
    const end = ends.get(node.key)
    return end ? { node, ...end } : []
  })
  return { roots, nodes, leaves: rows === 0 ? [] : leaves }
}

/** The likelier child stands above. @returns the first row that is free below */
function place(level: Node[], first: number): number {
  let row = first
  for (const node of level.sort((a, b) => b.p - a.p)) {
    node.row = row
    row = Math.max(row + 1, place(node.children, row))
  }
  return row
}

export const rowsOf = ({ nodes }: Tree): number => 1 + Math.max(0, ...nodes.map(({ row }) => row))

export function readingsOf(found: Found, beams: number): Readings {
  const best = found.beams.at(-1)![0]!
  const { greedy, samples, exact } = found
  return {
    beams,
    greedy: greedy.sum,
    beam: best.sum,
    beamScore: best.score,
    length: best.tokens.length,
    sample: samples.reduce((sum, path) => sum + path.sum, 0) / samples.length,
    ...(exact.best && { exact: exact.best.sum, missed: exact.best.score - best.score }),
    readings: exact.readings,
  }
}
