/** Storage in the origin private file system: a path is a file. */
import { type Blobs, browserRoom } from './blobs.ts'

/** @throws whatever the browser throws where the file system is blocked or missing */
export async function opfsBlobs(): Promise<Blobs> {
  const root = await navigator.storage.getDirectory()

  /** The folder and file name of a path; null where a folder of it is missing and `create` is false. */
  async function locate(path: string, create: boolean): Promise<{ folder: FileSystemDirectoryHandle; name: string } | null> {
    const parts = path.split('/')
    const name = parts.pop()!
    let folder = root
    try {
      for (const part of parts) folder = await folder.getDirectoryHandle(part, { create })
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
    return { folder, name }
  }

  /** What `use` makes of the file at `path`; null where there is none. */
  async function withFile<T>(path: string, use: (file: File) => T | Promise<T>): Promise<T | null> {
    const place = await locate(path, false)
    if (!place) return null
    try {
      return await use(await (await place.folder.getFileHandle(place.name)).getFile())
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  return {
    kind: 'opfs',
    read: (path) => withFile(path, async (file) => new Uint8Array(await file.arrayBuffer())),
    parts: (path) =>
      withFile(path, (file) => ({ size: file.size, read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()) })),
    async write(path, data) {
      const { folder, name } = (await locate(path, true))!
      const file = await folder.getFileHandle(name, { create: true })
      return 'createSyncAccessHandle' in file ? writeInPlace(file, data) : writeThroughStream(file, data)
    },
    async remove(path) {
      const place = await locate(path, false)
      if (!place) return
      try {
        await place.folder.removeEntry(place.name, { recursive: true })
      } catch (error) {
        if (!isMissing(error)) throw error
      }
    },
    async list(folder) {
      const place = await locate(`${folder}/.`, false)
      return place ? walk(place.folder, folder) : []
    },
    room: browserRoom,
  }
}

/** Only workers have this form; it writes in place and counts what it wrote. */
async function writeInPlace(file: FileSystemFileHandle, data: Uint8Array): Promise<number> {
  const access = await file.createSyncAccessHandle()
  try {
    access.truncate(0)
    const written = access.write(data as Uint8Array<ArrayBuffer>, { at: 0 })
    access.flush()
    return written === access.getSize() ? written : access.getSize()
  } finally {
    access.close()
  }
}

async function writeThroughStream(file: FileSystemFileHandle, data: Uint8Array): Promise<number> {
  const stream = await file.createWritable()
  try {
    await stream.write(data as Uint8Array<ArrayBuffer>)
    await stream.close()
  } catch (error) {
    await stream.abort().catch(() => {})
    throw error
  }
  return (await file.getFile()).size
}

async function walk(folder: FileSystemDirectoryHandle, path: string): Promise<string[]> {
  const found: string[] = []
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'file') found.push(`${path}/${name}`)
    else found.push(...(await walk(handle as FileSystemDirectoryHandle, `${path}/${name}`)))
  }
  return found
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotFoundError' || error.name === 'TypeMismatchError')
}
