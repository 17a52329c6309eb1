/** Bytes under a path: what OPFS, IndexedDB and plain memory have in common. */

/** A blob that is read in parts. */
export interface Part {
  /** bytes */
  readonly size: number
  /** Bytes `from` up to `to`, as a copy. */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}

export interface Blobs {
  readonly kind: 'opfs' | 'indexeddb' | 'memory'
  /** The bytes at `path`, or null where there are none. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** As `read`, but nothing is in memory before it is asked for. Absent where the storage hands out whole blobs alone. */
  parts?(path: string): Promise<Part | null>
  /**
   * Replaces the bytes at `path` and says how many were written. A full disk may show as an exception or as a
   * number that is not `data.length` (Chromium's OPFS over its quota returns 4294967288), so callers compare.
   */
  write(path: string, data: Uint8Array): Promise<number>
  /** Does nothing where there is nothing. */
  remove(path: string): Promise<void>
  /** Every path that starts with `folder/`, in no particular order. */
  list(folder: string): Promise<string[]>
  /** What the browser says about room, in bytes; null where it does not say. */
  room(): Promise<{ used: number; available: number } | null>
}

/** The browser's own word on room. It may promise more than it gives, so it only helps to explain. */
export async function browserRoom(): Promise<{ used: number; available: number } | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate()
    if (usage === undefined || quota === undefined) return null
    return { used: usage, available: Math.max(0, quota - usage) }
  } catch {
    return null
  }
}

/** Said in as many ways as there are browsers: the disk is full. */
export function isQuota(error: unknown): boolean {
  return error instanceof Error && (error.name === 'QuotaExceededError' || /quota|no space/i.test(error.message))
}
