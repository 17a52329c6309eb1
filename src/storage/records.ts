/** Small facts by key, each kept for itself, so that two tabs never overwrite one another: IndexedDB, or localStorage where that is refused. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface Records {
  all(): Promise<[key: string, value: unknown][]>
  put(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
  clear(): Promise<void>
  /** Hears what another tab put or, as `undefined`, removed. */
  onChange(listener: (key: string, value: unknown) => void): void
}

/** A place for strings that may be refused: `null` forgets. */
export interface Strings {
  get(key: string): string | null
  set(key: string, value: string | null): void
}

interface Schema extends DBSchema {
  records: { key: string; value: unknown }
}

/** Opens nothing before the first call. `name` is that of the database, and the key in `strings`; it may come later. */
export function openRecords(name: string | Promise<string>, strings: Strings): Records {
  let opened: Promise<Records> | undefined
  const listeners: ((key: string, value: unknown) => void)[] = []
  const open = () => {
    opened ??= Promise.resolve(name).then((known) => indexedDbRecords(known).catch(() => stringRecords(known, strings)))
    return opened
  }
  let channel: BroadcastChannel | null = null
  const listen = (known: string): void => {
    channel = channelTo(known)
    channel?.addEventListener('message', ({ data }: MessageEvent<[string, unknown]>) => {
      for (const listener of listeners) listener(...data)
    })
  }
  if (typeof name === 'string') listen(name)
  else void name.then(listen)
  return {
    all: async () => (await open()).all(),
    async put(key, value) {
      await (await open()).put(key, value)
      channel?.postMessage([key, value])
    },
    async remove(key) {
      await (await open()).remove(key)
      channel?.postMessage([key, undefined])
    },
    clear: async () => (await open()).clear(),
    onChange: (listener) => void listeners.push(listener),
  }
}

/** null where there are no other tabs to be heard, as in a frame whose storage the browser blocks: asking for it may throw there. */
function channelTo(name: string): BroadcastChannel | null {
  try {
    return typeof indexedDB === 'undefined' ? null : new BroadcastChannel(name)
  } catch {
    return null
  }
}

async function indexedDbRecords(name: string): Promise<Records> {
  let connection: Promise<IDBPDatabase<Schema>> | null = null
  // The browser may close a connection at any time, so each use asks for an open one.
  const open = () => {
    connection ??= openDB<Schema>(name, 1, {
      upgrade: (database) => void database.createObjectStore('records'),
      terminated: () => {
        connection = null
      },
    })
    return connection
  }
  await open()
  return {
    async all() {
      const { store } = (await open()).transaction('records')
      const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()])
      return keys.map((key, i) => [key, values[i]])
    },
    async put(key, value) {
      await (await open()).put('records', value, key)
    },
    remove: async (key) => (await open()).delete('records', key),
    clear: async () => (await open()).clear('records'),
    onChange: () => {},
  }
}

/** All records as one string of JSON. */
export function stringRecords(name: string, strings: Strings): Records {
  const read = (): Record<string, unknown> => {
    try {
      const value: unknown = JSON.parse(strings.get(name) ?? '{}')
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
    } catch {
      return {} // written by something else; begin anew
    }
  }
  const write = (all: Record<string, unknown>): void => {
    const text = JSON.stringify(all)
    strings.set(name, text)
    if (strings.get(name) !== text) throw new Error('The browser keeps nothing of this page.')
  }
  return {
    all: async () => Object.entries(read()),
    put: async (key, value) => write({ ...read(), [key]: value }),
    async remove(key) {
      const { [key]: _, ...rest } = read()
      write(rest)
    },
    clear: async () => strings.set(name, null),
    onChange: () => {},
  }
}
