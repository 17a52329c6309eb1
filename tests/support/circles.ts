/** Finds what imports itself in the end: the strongly connected parts of a graph (Tarjan 1972). */

export type Graph = ReadonlyMap<string, readonly string[]>

export function graphOf(edges: Iterable<{ from: string; to: string }>): Graph {
  const graph = new Map<string, string[]>()
  for (const { from, to } of edges) {
    if (!graph.has(to)) graph.set(to, [])
    graph.set(from, [...(graph.get(from) ?? []), to])
  }
  return graph
}

/** Each circle as its members in alphabetical order; circles that share a member are one. */
export function circlesIn(graph: Graph): string[][] {
  const order = new Map<string, number>()
  /** the earliest member of the open part that can be reached */
  const reach = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (node: string): void => {
    const first = order.size
    order.set(node, first)
    reach.set(node, first)
    open.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next)
      if (open.includes(next)) reach.set(node, Math.min(reach.get(node)!, reach.get(next)!))
    }
    if (reach.get(node) !== first) return
    const part = open.splice(open.indexOf(node))
    if (part.length > 1) circles.push(part.sort())
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return circles
}
