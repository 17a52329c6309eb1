/** A model on the Hugging Face hub: looked up from its headers alone, then downloaded, then read like any folder. */
import { type Examined, examineModelSources } from '../checkpoint/readFolder.ts'
import { refuseWithoutWeights } from '../checkpoint/shards.ts'
import type { SourceFolder } from '../checkpoint/source.ts'
import { CourseError } from '../errors.ts'
import type { Fetch } from './answers.ts'
import { HubCache, type PartStore } from './cache.ts'
import { download } from './download.ts'
import { fetchListing, type Listing } from './listing.ts'
import { remoteSource } from './remoteSource.ts'
import { fileUrl, parseRepo, type RepoName } from './repo.ts'

/** What a download would be: shown before it is asked for. */
export interface HubOffer extends Pick<Examined, 'config' | 'parameters' | 'weightBytes' | 'dtypes'> {
  repo: string
  commit: string
  /** that are needed; `have` bytes of each are here */
  files: { name: string; bytes: number; have: number }[]
}

export interface HubProgress {
  /** what arrives */
  file: string
  /** bytes, of all files together; what was here before counts */
  received: number
  total: number
}

export interface HubOptions {
  fetch: Fetch
  store: PartStore
  /** see `allowedBase` */
  base: string
  wait?: (ms: number) => Promise<void>
}

export class Hub {
  readonly cache: HubCache
  private readonly fetch: Fetch
  private readonly base: string
  private readonly wait: (ms: number) => Promise<void>

  constructor({ fetch, store, base, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }: HubOptions) {
    this.cache = new HubCache(store)
    this.fetch = fetch
    this.base = base
    this.wait = wait
  }

  /**
   * Asks for the list of files, the config and the headers of the weights, some 100 kB, and checks that the model can be loaded.
   * @throws CourseError that says why not
   */
  async look(name: string, signal?: AbortSignal): Promise<HubOffer> {
    const asked = parseRepo(name)
    const listing = await fetchListing(this.fetch, this.base, asked, signal).catch((error: unknown) => this.keptListing(asked, error))
    refuseOtherWeights(listing)
    const { config, parameters, weightBytes, dtypes, files } = await examineModelSources(await this.folder(listing, signal))
    await this.cache.keepListing({ ...listing, files: listing.files.filter((file) => files.includes(file.name)) })
    const needed = listing.files.filter((file) => files.includes(file.name))
    const have = await Promise.all(needed.map((file) => this.cache.have(listing.repo, file)))
    return {
      repo: listing.repo,
      commit: listing.commit,
      config,
      parameters,
      weightBytes,
      dtypes,
      files: needed.map(({ name, size }, i) => ({ name, bytes: size, have: have[i]! })),
    }
  }

  /**
   * Downloads what is missing of a model that was looked up, and gives its files. Needs no network where everything is here.
   * @throws CourseError 'offline', 'stopped', 'storage-full', or what looking it up would throw
   */
  async load(
    name: string,
    { onProgress = () => {}, signal }: { onProgress?: (progress: HubProgress) => void; signal?: AbortSignal } = {},
  ): Promise<SourceFolder> {
    const { repo, revision } = parseRepo(name)
    const known = await this.cache.listing(repo)
    const listing = known?.revision === revision ? known : await this.lookedUp(name, signal)
    const total = listing.files.reduce((sum, { size }) => sum + size, 0)
    let before = 0
    for (const file of listing.files) {
      await download(repo, file, fileUrl(this.base, repo, listing.commit, file.name), {
        fetch: this.fetch,
        cache: this.cache,
        wait: this.wait,
        signal,
        onProgress: (received) => onProgress({ file: file.name, received: before + received, total }),
      })
      before += file.size
    }
    return new Map(listing.files.map((file) => [file.name, this.cache.source(repo, file)]))
  }

  /** Without a network, a model that is here as a whole is as good as before. */
  private async keptListing({ repo, revision }: RepoName, error: unknown): Promise<Listing> {
    const listing = error instanceof CourseError && error.code === 'offline' ? await this.cache.listing(repo) : null
    const notes = await Promise.all((listing?.files ?? []).map((file) => this.cache.note(repo, file)))
    if (listing?.revision === revision && notes.every((note) => note?.complete)) return listing
    throw error
  }

  private async lookedUp(name: string, signal?: AbortSignal): Promise<Listing> {
    const { repo } = await this.look(name, signal)
    return (await this.cache.listing(repo))!
  }

  /** Files that are here are read from here, the others where they lie. */
  private async folder({ repo, commit, files }: Listing, signal?: AbortSignal): Promise<SourceFolder> {
    return new Map(
      await Promise.all(
        files.map(async (file) => {
          const note = await this.cache.note(repo, file)
          const url = fileUrl(this.base, repo, commit, file.name)
          return [file.name, note?.complete ? this.cache.source(repo, file) : remoteSource(this.fetch, url, file, repo, signal)] as const
        }),
      ),
    )
  }
}

/** Before the config is asked for: weights that are a pickle are said to be one, whatever model it is. */
function refuseOtherWeights({ files }: Listing): void {
  const names = files.map(({ name }) => name)
  if (!names.some((name) => name === 'model.safetensors' || name === 'model.safetensors.index.json')) refuseWithoutWeights(names)
}
