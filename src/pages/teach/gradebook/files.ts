/** Files that were chosen or dropped, as what the gradebook reads: folders are walked, and nothing is read before it is asked for. */
import type { Handed } from '../../../teach/submissions/find.ts'
import type { Chosen } from '../../../ui/ChooseFiles.tsx'

export const handedOf = ({ name, data }: Chosen): Handed => ({
  path: name,
  source: { size: data.size, read: async (from, to) => new Uint8Array(await data.slice(from, to).arrayBuffer()) },
})

/** All files of what was dropped, folders included. */
export async function dropped(items: DataTransferItemList): Promise<Chosen[]> {
  // Entries must be taken before the first wait: the list is empty afterwards.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  return (await Promise.all(entries.map((entry) => within(entry, '')))).flat()
}

async function within(entry: FileSystemEntry, folder: string): Promise<Chosen[]> {
  const name = `${folder}${entry.name}`
  if (entry.isFile) {
    const data = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ name, data }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Chosen[] = []
  for (;;) {
    // A hundred at a time, until none comes.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const each of some) found.push(...(await within(each, `${name}/`)))
  }
}
