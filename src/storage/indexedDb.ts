/** Storage in IndexedDB, where the browser has no private file system: a path is a key. */
import { type IDBPDatabase, openDB } from 'idb'
import { type Blobs, browserRoom } from './blobs.ts'

const STORE = 'blobs'

/** @throws whatever the browser throws where IndexedDB is blocked or missing */
export async function indexedDbBlobs(name = 'pathway-to-gpt'): Promise<Blobs> {
  // The browser may close a connection at any time, so each use asks for an open one.
  let connection: Promise<IDBPDatabase> | null = null
  const open = () => {
    connection ??= openDB(name, 1, {
      upgrade: (database) => void database.createObjectStore(STORE),
      terminated: () => {
        connection = null
      },
    })
    connection.catch(() => {
      connection = null
    })
    return connection
  }
  await open()
  return {
    kind: 'indexeddb',
    read: async (path) => ((await (await open()).get(STORE, path)) as Uint8Array<ArrayBuffer> | undefined) ?? null,
    async write(path, data) {
      const transaction = (await open()).transaction(STORE, 'readwrite', { durability: 'strict' })
      await Promise.all([transaction.store.put(data.slice(), path), transaction.done])
      return data.length
    },
    remove: async (path) => (await open()).delete(STORE, path),
    async list(folder) {
      const keys = await (await open()).getAllKeys(STORE, IDBKeyRange.bound(`${folder}/`, `${folder}0`, false, true))
      return keys as string[]
    },
    room: browserRoom,
  }
}
