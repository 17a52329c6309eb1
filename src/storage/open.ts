/** Chooses the best storage that this browser allows, and says when nothing will outlive the page. */
import { type Blobs, isQuota } from './blobs.ts'
import { indexedDbBlobs } from './indexedDb.ts'
import { memoryBlobs } from './memory.ts'
import { opfsBlobs } from './opfs.ts'

export interface OpenStorage {
  blobs: Blobs
  /** false: what is saved lives only until the page is closed */
  lasting: boolean
}

/** Tries OPFS, then IndexedDB; a blocked iframe or a private window may refuse both, and then memory serves. */
export async function openStorage(): Promise<OpenStorage> {
  for (const open of [opfsBlobs, () => indexedDbBlobs()]) {
    try {
      const blobs = await open()
      await tryOut(blobs)
      return { blobs, lasting: true }
    } catch {
      // The next kind may be allowed where this one is not.
    }
  }
  return { blobs: memoryBlobs(), lasting: false }
}

/** Some browsers hand out a file system that then refuses every file. A full one is kept: what lies there can still be read. */
async function tryOut(blobs: Blobs): Promise<void> {
  const path = `probe/${crypto.randomUUID()}`
  try {
    await blobs.write(path, Uint8Array.of(1))
    await blobs.remove(path)
  } catch (error) {
    if (!isQuota(error)) throw error
  }
}

let asked: Promise<boolean> | undefined

/** Asks the browser, once, not to clear what this course saved. True if it agreed. */
export function askToPersist(): Promise<boolean> {
  asked ??= Promise.resolve()
    .then(() => navigator.storage.persist())
    .catch(() => false)
  return asked
}
