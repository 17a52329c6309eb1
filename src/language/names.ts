/** compromise finds names of people, places and organizations by its rules and lists. Loaded when first asked for, about 140 kB. */

export const LABELS = ['person', 'place', 'organization'] as const
export type Label = (typeof LABELS)[number]

/** A name by its place in the text, [start, end) in UTF-16 units. */
export interface Name {
  label: Label
  start: number
  end: number
}

interface Found {
  offset: { start: number; length: number }
}

/** Names in the order in which they begin; where two labels claim the same words, the first of LABELS keeps them. */
export async function findNames(text: string): Promise<Name[]> {
  const { default: nlp } = await import('compromise')
  const doc = nlp(text)
  const views = { person: doc.people(), place: doc.places(), organization: doc.organizations() }
  const names: Name[] = []
  for (const label of LABELS) {
    for (const { offset } of views[label].json({ offset: true }) as Found[]) {
      const name = trimmed(text, { label, start: offset.start, end: offset.start + offset.length })
      if (!names.some(({ start, end }) => start < name.end && name.start < end)) names.push(name)
    }
  }
  return names.sort((a, b) => a.start - b.start)
}

/** compromise counts the punctuation around a name to it, and the "'s" after it. */
function trimmed(text: string, { label, start, end }: Name): Name {
  const inside = text.slice(start, end)
  const before = /^[^\p{L}\p{N}]*/u.exec(inside)![0].length
  const after = /(['’]s)?[^\p{L}\p{N}]*$/u.exec(inside)![0].length
  return { label, start: start + before, end: end - after }
}
