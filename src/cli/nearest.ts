/** The word that was meant. */

/** ` Did you mean "sample"?`, or nothing where no word is near. */
export function nearest(word: string, known: readonly string[], ask: string): string {
  const [best] = known.map((name) => ({ name, away: distance(word, name) })).sort((a, b) => a.away - b.away)
  return best && best.away <= Math.max(1, word.length / 3) ? `${ask} ${best.name}?` : ''
}

/** Letters to put in, take out or change, two that changed places counting once. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, rows[i - 2]![j - 2]! + 1)
      rows[i]![j] = least
    }
  }
  return rows[a.length]![b.length]!
}
