/** Figures by words that stand in what is known of them. */

export interface Findable {
  id: string
  title: string
  teaches: string
  part: string
  readings: Readonly<Record<string, string>>
}

/** Those in which every word stands, in the title, the name, the part, what it teaches or measures; those that are called so first. */
export function findFigures<F extends Findable>(figures: readonly F[], sought: string): F[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  const all = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word))
  const found = figures.filter(({ id, title, teaches, part, readings }) =>
    all([id, title, teaches, part, ...Object.keys(readings)].join(' ')),
  )
  const called = found.filter(({ id, title }) => all(`${id} ${title}`))
  return [...called, ...found.filter((figure) => !called.includes(figure))]
}
