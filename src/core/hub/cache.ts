/** Downloaded files in parts of equal size, so that a download can go on where it stopped and a file is read without being whole in memory. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import type { Source } from '../checkpoint/source.ts'
import type { HubFile, Listing } from './listing.ts'

/** Where bytes are kept by path; `write` says how many it wrote, which is fewer on a full disk. */
export interface PartStore {
  read(path: string): Promise<Uint8Array<ArrayBuffer> | null>
  write(path: string, data: Uint8Array): Promise<number>
  remove(path: string): Promise<void>
  list(folder: string): Promise<string[]>
}

/** Bytes of every part but a file's last. A stop loses at most one. */
export const PART = 2 ** 22

const Note = v.object({
  identity: v.string(),
  size: v.number(),
  /** the server's mark of the content that the parts are of; null where it gave none */
  etag: v.nullable(v.string()),
  complete: v.boolean(),
})
export type Note = v.InferOutput<typeof Note>

const KeptListing = v.object({
  repo: v.string(),
  revision: v.string(),
  commit: v.string(),
  files: v.array(v.object({ name: v.string(), size: v.number(), identity: v.string(), sha256: v.nullable(v.string()) })),
})

/** A model of which something is kept. */
export interface Kept {
  repo: string
  /** that are here */
  bytes: number
}

/** `hub/OWNER--NAME/listing.json`, `…/FILE/note.json`, `…/FILE/0`, `…/FILE/1` and so on. */
export class HubCache {
  constructor(
    private readonly store: PartStore,
    private readonly root = 'hub',
  ) {}

  /** How much of the file is here, whole parts counted; what is of another content is none. */
  async have(repo: string, file: HubFile): Promise<number> {
    const note = await this.note(repo, file)
    if (!note) return 0
    if (note.complete) return file.size
    const there = new Set(await this.store.list(this.path(repo, file.name)))
    let parts = 0
    while (parts * PART < file.size && there.has(this.part(repo, file.name, parts))) parts++
    return Math.min(parts * PART, file.size)
  }

  /** What is noted of the file; null where nothing is, or it is of another content. */
  async note(repo: string, file: HubFile): Promise<Note | null> {
    const note = await this.json(`${this.path(repo, file.name)}/note.json`, Note)
    return note && note.identity === file.identity && note.size === file.size ? note : null
  }

  async begin(repo: string, file: HubFile, etag: string | null): Promise<void> {
    await this.forgetFile(repo, file.name)
    await this.write(
      `${this.path(repo, file.name)}/note.json`,
      JSON.stringify({ identity: file.identity, size: file.size, etag, complete: false }),
    )
  }

  async writePart(repo: string, file: HubFile, index: number, data: Uint8Array): Promise<void> {
    await this.write(this.part(repo, file.name, index), data)
  }

  async finish(repo: string, file: HubFile): Promise<void> {
    const note = await this.note(repo, file)
    await this.write(`${this.path(repo, file.name)}/note.json`, JSON.stringify({ ...note, complete: true }))
  }

  async forgetFile(repo: string, name: string): Promise<void> {
    // The note goes first: parts without it count for nothing.
    await this.store.remove(`${this.path(repo, name)}/note.json`)
    for (const path of await this.store.list(this.path(repo, name))) await this.store.remove(path)
  }

  /** A file that is here, read part by part. */
  source(repo: string, { name, size }: HubFile): Source {
    let last: { index: number; data: Uint8Array<ArrayBuffer> } | null = null
    const part = async (index: number): Promise<Uint8Array<ArrayBuffer>> => {
      if (last?.index === index) return last.data
      const data = await this.store.read(this.part(repo, name, index))
      if (data?.length !== Math.min(PART, size - index * PART)) {
        await this.forgetFile(repo, name)
        throw new CourseError('storage-failed', `What was kept of ${name} is damaged.`, 'It was removed; download it again.')
      }
      last = { index, data }
      return data
    }
    return {
      size,
      async read(from, to) {
        const out = new Uint8Array(to - from)
        for (let at = from; at < to; ) {
          const index = Math.floor(at / PART)
          const data = await part(index)
          const end = Math.min(to, index * PART + data.length)
          out.set(data.subarray(at - index * PART, end - index * PART), at - from)
          at = end
        }
        return out
      },
    }
  }

  async keepListing(listing: Listing): Promise<void> {
    await this.write(`${this.folder(listing.repo)}/listing.json`, JSON.stringify(listing))
  }

  /** The files as they were listed when the model was last looked up. */
  listing(repo: string): Promise<Listing | null> {
    return this.json(`${this.folder(repo)}/listing.json`, KeptListing)
  }

  /** Every model of which something is kept, with what its files take. */
  async kept(): Promise<Kept[]> {
    const folders = new Set((await this.store.list(this.root)).map((path) => path.split('/')[1]!))
    const found = await Promise.all([...folders].map((folder) => this.json(`${this.root}/${folder}/listing.json`, KeptListing)))
    const listings = found.filter((listing) => listing !== null)
    const kept = await Promise.all(
      listings.map(async ({ repo, files }) => ({
        repo,
        bytes: (await Promise.all(files.map((file) => this.have(repo, file)))).reduce((a, b) => a + b, 0),
      })),
    )
    return kept.filter(({ bytes }) => bytes > 0).sort((a, b) => (a.repo < b.repo ? -1 : 1))
  }

  async forget(repo: string): Promise<void> {
    for (const path of await this.store.list(this.folder(repo))) await this.store.remove(path)
    await this.store.remove(this.folder(repo))
  }

  private folder(repo: string): string {
    return `${this.root}/${repo.replace('/', '--')}`
  }

  private path(repo: string, name: string): string {
    return `${this.folder(repo)}/${name}`
  }

  private part(repo: string, name: string, index: number): string {
    return `${this.path(repo, name)}/${index}`
  }

  private async json<Schema extends v.GenericSchema>(path: string, schema: Schema): Promise<v.InferOutput<Schema> | null> {
    const data = await this.store.read(path)
    if (!data) return null
    try {
      return parseJsonAs(schema, new TextDecoder().decode(data), { name: path })
    } catch {
      return null // half written: it counts for nothing
    }
  }

  private async write(path: string, content: string | Uint8Array): Promise<void> {
    const data = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const written = await this.store.write(path, data).catch((error: unknown) => {
      if (error instanceof Error && (error.name === 'QuotaExceededError' || /quota|no space|ENOSPC/i.test(error.message))) return -1
      throw new CourseError(
        'storage-failed',
        `The download could not be kept: ${error instanceof Error ? error.message : error}.`,
        'Free some room, or load the model from a folder.',
      )
    })
    if (written === data.length) return
    throw new CourseError(
      'storage-full',
      `There is no room for more of the download: ${data.length} bytes of ${path.split('/').at(-2)} could not be kept.`,
      'Delete models that you no longer need, or free some disk space; what has arrived is kept.',
    )
  }
}
