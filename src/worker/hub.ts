/** Models from the Hugging Face hub, when the learner asks: looked up, downloaded into the browser's storage, imported, forgotten. */
import { CourseError } from '../core/errors.ts'
import { HubCache, type Kept } from '../core/hub/cache.ts'
import { Hub, type HubOffer, type HubProgress } from '../core/hub/hub.ts'
import { allowedBase, parseRepo } from '../core/hub/repo.ts'
import type { Blobs } from '../storage/blobs.ts'
import { takeLock } from '../storage/lock.ts'
import type { Environment } from './environment.ts'
import type { Models } from './models.ts'
import type { ModelSummary } from './protocol.ts'

/** News of a download goes to the page at most this often. */
const INTERVAL_MS = 100

export class HubModels {
  private running: AbortController | null = null

  constructor(
    private readonly env: Environment,
    private readonly blobs: Promise<Blobs>,
    private readonly models: Models,
  ) {}

  look(name: string, base?: string): Promise<HubOffer> {
    return this.alone(async (signal) => (await this.hub(base)).look(name, signal))
  }

  /** Downloads what is missing, then reads the model and keeps it as any imported one. */
  import(name: string, onProgress: (progress: HubProgress) => void, base?: string): Promise<ModelSummary> {
    const { repo } = parseRepo(name)
    return this.alone(async (signal) => {
      const release = await takeLock(`hub/${repo}`, 'This download')
      try {
        let told = Number.NEGATIVE_INFINITY
        const tell = (progress: HubProgress): void => {
          if (this.env.now() - told < INTERVAL_MS && progress.received < progress.total) return
          told = this.env.now()
          onProgress(progress)
        }
        const folder = await (await this.hub(base)).load(name, { onProgress: tell, signal })
        return await this.models.import(folder, repo.split('/').at(-1)!)
      } finally {
        release()
      }
    })
  }

  stop(): void {
    this.running?.abort()
  }

  async kept(): Promise<Kept[]> {
    return new HubCache(await this.blobs).kept()
  }

  async forget(repo: string): Promise<void> {
    const release = await takeLock(`hub/${repo}`, 'This download')
    try {
      await new HubCache(await this.blobs).forget(repo)
    } finally {
      release()
    }
  }

  private async hub(base: string | undefined): Promise<Hub> {
    const { fetch, page } = this.env.hub
    return new Hub({ fetch, store: await this.blobs, base: allowedBase(base, page) })
  }

  private async alone<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.running) throw new CourseError('busy', 'Another model is being looked up or downloaded.', 'Wait for it, or cancel it first.')
    const running = new AbortController()
    this.running = running
    try {
      return await work(running.signal)
    } finally {
      this.running = null
    }
  }
}
