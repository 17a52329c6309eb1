/** Labels at line ends, moved apart so that none covers another. */

export interface Label {
  text: string
  y: number
}

/** The labels sorted by height, at least `gap` apart, kept between `top` and `bottom` as far as they fit. */
export function placeLabels(labels: readonly Label[], top: number, bottom: number, gap = 15): Label[] {
  const placed = [...labels].filter((l) => Number.isFinite(l.y)).sort((a, b) => a.y - b.y)
  for (let i = 0; i < placed.length; i++) {
    const above = placed[i - 1]
    placed[i] = { ...placed[i]!, y: Math.max(placed[i]!.y, above ? above.y + gap : top) }
  }
  for (let i = placed.length - 1; i >= 0; i--) {
    const below = placed[i + 1]
    placed[i] = { ...placed[i]!, y: Math.min(placed[i]!.y, below ? below.y - gap : bottom) }
  }
  return placed
}
