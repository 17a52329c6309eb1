/** Named folders of files that survive a crash at any moment: written beside, checked, hashed, and committed last. */
import { CourseError } from '../core/errors.ts'
import { type Blobs, isQuota, type Part } from './blobs.ts'
import { LARGE, sha256 } from '../core/sha256.ts'
import { sha256OfParts } from './hash.ts'
import { type Manifest, manifestPath, readManifests, writeManifest } from './manifest.ts'

export type Files = ReadonlyMap<string, Uint8Array>

export interface StoredFolder<Description> {
  id: string
  generation: number
  description: Description
  bytes: number
}

/** Committed states of a folder that are kept: the newest, and the one to fall back to. */
const KEPT = 2

/**
 * Folders below `root`. Each commit is a new generation: `root/id/7/file…` first, then the manifest `root/id/7.json`,
 * which alone makes the generation exist. A damaged generation is passed over for the one before it.
 */
export class Folders<Description> {
  constructor(
    readonly blobs: Blobs,
    readonly root: string,
    private readonly large = LARGE,
  ) {}

  /** Of every folder that anything is stored under, readable or not. */
  async ids(): Promise<string[]> {
    return [...new Set((await this.guard(() => this.blobs.list(this.root))).map((path) => path.split('/')[1]!))]
  }

  /** The description of every folder that is wanted, from its newest readable manifest; the files are not read. */
  async list(wanted: (id: string) => boolean = () => true): Promise<StoredFolder<Description>[]> {
    const found = await Promise.all((await this.ids()).filter(wanted).map((id) => this.find(id)))
    return found.filter((folder) => folder !== null)
  }

  /** As `list`, for one folder; null where there is none. */
  async find(id: string): Promise<StoredFolder<Description> | null> {
    const [newest] = await this.manifests(id)
    return newest ? describe(id, newest) : null
  }

  /**
   * Reads a folder and checks every byte of it. Falls back to the older generation where the newer is damaged.
   * @throws CourseError 'not-found', or 'storage-failed' where no generation is whole
   */
  async open(id: string): Promise<StoredFolder<Description> & { files: Map<string, Uint8Array<ArrayBuffer>>; recovered: boolean }> {
    const { found, ...folder } = await this.newestWhole(id, readFiles)
    return { ...folder, files: found }
  }

  /** As `open`, for files that are read in parts: large ones, whose bytes were checked, are on the disk until they are asked for. */
  async openParts(id: string): Promise<StoredFolder<Description> & { files: Map<string, Part>; recovered: boolean }> {
    const { found, ...folder } = await this.newestWhole(id, (...from) => partsOf(...from, this.large))
    const guarded = ({ size, read }: Part): Part => ({ size, read: (from, to) => this.guard(() => read(from, to)) })
    return { ...folder, files: new Map([...found].map(([name, part]) => [name, guarded(part)])) }
  }

  private async newestWhole<T>(
    id: string,
    read: (blobs: Blobs, folder: string, manifest: Manifest<Description>) => Promise<T | null>,
  ): Promise<StoredFolder<Description> & { found: T; recovered: boolean }> {
    const manifests = await this.manifests(id)
    if (manifests.length === 0)
      throw new CourseError('not-found', `Nothing is stored under "${id}".`, 'It may have been deleted in another tab.')
    for (const manifest of manifests) {
      const found = await this.guard(() => read(this.blobs, this.folder(id), manifest))
      if (!found) continue
      // A damaged generation must not take a whole one's place among the two that are kept.
      for (const damaged of manifests.slice(0, manifests.indexOf(manifest)))
        await this.removeGeneration(id, damaged.generation).catch(() => {})
      return { ...describe(id, manifest), found, recovered: manifest !== manifests[0] }
    }
    throw new CourseError(
      'storage-failed',
      `Both saved states of "${id}" are damaged.`,
      'Delete it and train again, or import a copy that you exported.',
    )
  }

  /**
   * Saves a new generation. What was there stays readable until, and unless, the new one is complete.
   * @throws CourseError 'storage-full' or 'storage-failed'; the older generations are then unchanged
   */
  async commit(id: string, files: Files, description: Description): Promise<StoredFolder<Description>> {
    const manifests = await this.manifests(id)
    const generation = (manifests[0]?.generation ?? 0) + 1
    try {
      return await this.writeGeneration(id, generation, files, description)
    } catch (error) {
      await this.removeGeneration(id, generation).catch(() => {})
      // A full disk can be made to hold this save by giving up the older of two states, if the newer is whole.
      const spare = manifests.length >= KEPT && (await this.isWhole(id, manifests[0]!)) ? manifests[1]! : null
      if (!spare) throw await this.explain(error, files)
      await this.removeGeneration(id, spare.generation)
    }
    try {
      return await this.writeGeneration(id, generation, files, description)
    } catch (error) {
      await this.removeGeneration(id, generation).catch(() => {})
      throw await this.explain(error, files)
    }
  }

  /** Removes a folder. The manifests go first, so that an interrupted removal leaves nothing half there. */
  async remove(id: string): Promise<void> {
    await this.guard(async () => {
      const paths = await this.blobs.list(this.folder(id))
      for (const path of paths.sort((a, b) => Number(b.endsWith('.json')) - Number(a.endsWith('.json')))) await this.blobs.remove(path)
      await this.blobs.remove(this.folder(id))
    })
  }

  private folder(id: string): string {
    return `${this.root}/${id}`
  }

  private manifests(id: string): Promise<Manifest<Description>[]> {
    return this.guard(() => readManifests<Description>(this.blobs, this.folder(id)))
  }

  private async isWhole(id: string, manifest: Manifest<Description>): Promise<boolean> {
    return (await this.guard(() => readFiles(this.blobs, this.folder(id), manifest))) !== null
  }

  private async writeGeneration(
    id: string,
    generation: number,
    files: Files,
    description: Description,
  ): Promise<StoredFolder<Description>> {
    // Leftovers of a crashed save may hold files that this one does not have.
    await this.removeGeneration(id, generation)
    const entries: Manifest<Description>['files'] = []
    for (const [name, data] of files) {
      await writeWhole(this.blobs, `${this.folder(id)}/${generation}/${name}`, data)
      entries.push({ name, length: data.length, sha256: await sha256(data) })
    }
    const manifest = { generation, files: entries, description }
    await writeManifest(this.blobs, this.folder(id), manifest, writeWhole)
    await this.forget(id, generation).catch(() => {})
    return describe(id, manifest)
  }

  /** Removes what is neither the newest generation nor the one before it. Failing here costs only room. */
  private async forget(id: string, newest: number): Promise<void> {
    const kept = (await readManifests(this.blobs, this.folder(id))).slice(0, KEPT).map((manifest) => manifest.generation)
    const generations = new Set((await this.blobs.list(this.folder(id))).map((path) => Number.parseInt(path.split('/')[2]!, 10)))
    for (const generation of generations) {
      if (generation < newest && !kept.includes(generation)) await this.removeGeneration(id, generation)
    }
  }

  private async removeGeneration(id: string, generation: number): Promise<void> {
    await this.blobs.remove(manifestPath(this.folder(id), generation))
    const folder = `${this.folder(id)}/${generation}`
    const paths = await this.blobs.list(folder)
    for (const path of paths) await this.blobs.remove(path)
    if (paths.length > 0) await this.blobs.remove(folder)
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof CourseError) throw error
      throw failed(error)
    }
  }

  private async explain(error: unknown, files: Files): Promise<CourseError> {
    if (error instanceof CourseError && error.code !== 'storage-full') return error
    if (!(error instanceof CourseError) && !isQuota(error)) return failed(error)
    const needed = [...files.values()].reduce((sum, data) => sum + data.length, 0)
    const room = await this.blobs.room()
    const free = room ? `, and the browser reports ${megabytes(room.available)} free of what it allows this page` : ''
    return new CourseError(
      'storage-full',
      `Saving needs ${megabytes(needed)}, but the browser's storage is full${free}. The last save is unchanged.`,
      'Export and delete models that you no longer need, or free some disk space, then save again.',
    )
  }
}

function describe<Description>(id: string, { generation, description, files }: Manifest<Description>): StoredFolder<Description> {
  return { id, generation, description, bytes: files.reduce((sum, file) => sum + file.length, 0) }
}

/** Every file of a generation, or null if one is missing or is not what was committed. */
async function readFiles(blobs: Blobs, folder: string, manifest: Manifest<unknown>): Promise<Map<string, Uint8Array<ArrayBuffer>> | null> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { name, length, sha256: expected } of manifest.files) {
    const data = await blobs.read(`${folder}/${manifest.generation}/${name}`)
    if (!data || data.length !== length || (await sha256(data)) !== expected) return null
    files.set(name, data)
  }
  return files
}

/** As `readFiles`; files of more than `large` bytes are read in parts, where the storage can. */
async function partsOf(blobs: Blobs, folder: string, manifest: Manifest<unknown>, large: number): Promise<Map<string, Part> | null> {
  const files = new Map<string, Part>()
  for (const { name, length, sha256: expected } of manifest.files) {
    const path = `${folder}/${manifest.generation}/${name}`
    const inParts = length > large ? await blobs.parts?.(path) : undefined
    if (inParts) {
      if (inParts.size !== length || (await sha256OfParts(inParts)) !== expected) return null
      files.set(name, inParts)
      continue
    }
    const data = await blobs.read(path)
    if (!data || data.length !== length || (await sha256(data)) !== expected) return null
    files.set(name, { size: length, read: async (from, to) => data.slice(from, to) })
  }
  return files
}

async function writeWhole(blobs: Blobs, path: string, data: Uint8Array): Promise<void> {
  const written = await blobs.write(path, data)
  if (written !== data.length) throw new CourseError('storage-full', `Only part of ${path} could be written.`, '')
}

function failed(error: unknown): CourseError {
  const message = error instanceof Error ? error.message : String(error)
  return new CourseError(
    'storage-failed',
    `The browser's storage failed: ${message}`,
    'Export the model to keep a copy, then reload the page.',
  )
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`
