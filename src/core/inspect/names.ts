/** Which of many names a mistyped one may have meant. */

/** The `count` names that share most two-letter pieces with `name`, best first. */
export function nearestNames(name: string, known: readonly string[], count = 3): string[] {
  const wanted = new Set(pieces(name))
  const share = (other: string): number => {
    const own = pieces(other)
    return (2 * own.filter((piece) => wanted.has(piece)).length) / (wanted.size + own.length)
  }
  return known
    .map((other) => ({ other, likeness: share(other) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ other }) => other)
}

const pieces = (name: string): string[] => Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2))
