/** Models that retell, asked: the one that the course ships, or one that a figure has trained and holds itself. */
import { CourseError } from '../core/errors.ts'
import { retoldCorpus } from '../core/data/retold.ts'
import { readReteller, RETELLER_FILES } from '../core/retell/folder.ts'
import { Reteller, type RetellerModel } from '../core/retell/reteller.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import type { AskedReteller, RetellItem, RetellTask } from './protocol.ts'

/** Its folder among the checkpoints. */
const FOLDER = 'reteller'
const MOST_ITEMS = 200

export class RetellingModels {
  private shipped: Promise<RetellerModel> | undefined
  private items: Record<RetellTask, RetellItem[]> | undefined
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
  ) {}

  /** One question after the other; what it needed of the device is free again when it is answered. */
  with<T>(asked: AskedReteller, work: (reteller: Reteller) => Promise<T>): Promise<T> {
    const answer = this.queue.then(async () => {
      const { runtime } = await this.devices.get()
      const reteller = await Reteller.open(runtime, asked === 'shipped' ? await this.load() : asked)
      try {
        return await work(reteller)
      } finally {
        reteller.destroy()
      }
    })
    this.queue = answer.catch(() => {})
    return answer
  }

  /** The first of those that the shipped model was kept from. */
  async heldOut(task: RetellTask, count: number): Promise<RetellItem[]> {
    this.items ??= retoldCorpus({ stories: 1, heldOut: MOST_ITEMS }).heldOut
    return this.items[task].slice(0, count)
  }

  private load(): Promise<RetellerModel> {
    this.shipped ??= this.read().catch((error) => {
      this.shipped = undefined
      throw error
    })
    return this.shipped
  }

  private async read(): Promise<RetellerModel> {
    const files = await this.env.fetchShipped(FOLDER, RETELLER_FILES)
    if (!files)
      throw new CourseError('not-found', 'The model that comes with this lesson is not there.', 'Reload the page, or train one here.')
    return readReteller(files)
  }
}
