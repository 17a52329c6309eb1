/** Checksums of a receipt, part by part, so that a changed one says which part was changed. */
import { canonical, hashOf } from '../canonical.ts'
import type { Receipt } from './receipt.ts'

export interface Checksums {
  /** of assignment, student and time */
  head: string
  /** of what stands under each item */
  items: Record<string, string>
  /** of each file of a model, by its path */
  files: Record<string, string>
}

export function checksumsOf({ items, ...head }: Receipt, files: Readonly<Record<string, string>>): Checksums {
  return {
    head: hashOf(canonical(head)),
    items: Object.fromEntries(items.map((record) => [record.item, hashOf(canonical(record))])),
    files: { ...files },
  }
}

/** One sentence for each part that is not as its checksum says. */
export function differences(claimed: Checksums, found: Checksums): string[] {
  const said: string[] = []
  if (claimed.head !== found.head) said.push('The name, the time or the assignment was changed after the receipt was written.')
  compare(claimed.items, found.items, {
    changed: (item) => `What stands under “${item}” was changed after the receipt was written.`,
    missing: (item) => `What stood under “${item}” was taken out of the receipt.`,
    added: (item) => `What stands under “${item}” was put into the receipt after it was written.`,
  })
  compare(claimed.files, found.files, {
    changed: (path) => `The file ${path} is not the one that was handed in.`,
    missing: (path) => `The file ${path} is missing.`,
    added: (path) => `The file ${path} was put into the receipt after it was written.`,
  })
  return said

  function compare(
    then: Readonly<Record<string, string>>,
    now: Readonly<Record<string, string>>,
    words: Record<'changed' | 'missing' | 'added', (name: string) => string>,
  ): void {
    for (const [name, sum] of Object.entries(then)) {
      if (!Object.hasOwn(now, name)) said.push(words.missing(name))
      else if (now[name] !== sum) said.push(words.changed(name))
    }
    for (const name of Object.keys(now)) if (!Object.hasOwn(then, name)) said.push(words.added(name))
  }
}
