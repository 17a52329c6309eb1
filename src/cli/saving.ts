/** Saves of a run: as it goes, where it is stopped, where it breaks, and at its end. */
import { CourseError } from '../core/errors.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { number } from './arguments.ts'
import { note } from './output.ts'
import type { Files, OutFolder } from './out/outFolder.ts'

/** Seconds of work that may be lost to anything that ends the process. */
const SECONDS = 15
/** Where a save takes longer, a twentieth of the time goes into saving. */
const SHARE = 19
/** A state that is so much worse than the saved one, in nats, is not put over it. */
const WORSE = 0.5
/** Steps whose loss is a state's. */
const RECENT = 20

export const saveOption = number(SECONDS).help('seconds between saves as it goes; more where one takes long')

type Folder = () => Promise<Files>

/** For a training loop's own times: saves what it is given, and never ends the run. */
export const savingTo =
  (target: OutFolder, folderOf: (state: Snapshot) => Files) =>
  async (state: Snapshot): Promise<void> => {
    try {
      target.save(folderOf(state))
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      note(`${error.line} The run goes on.`)
    }
  }

/** A run that was stopped never takes another model's place. Returns where it is. */
export function saveEnd(target: OutFolder, files: Files, stopped: boolean): string {
  if (stopped) return target.save(files)
  target.finish(files)
  return target.path
}

export class Saves {
  private at = performance.now()
  private waitMs: number
  private tried: number | undefined
  private readonly recent: number[] = []
  /** of what is on the disk */
  private saved: { step: number; loss: number; where: string } | undefined

  /** @param begun the step of the state that the target already holds; undefined where it holds nothing of this run */
  constructor(
    private readonly target: OutFolder,
    private readonly seconds: number,
    private readonly begun?: number,
  ) {
    this.waitMs = 1000 * seconds
    if (begun !== undefined) this.saved = { step: begun, loss: Number.POSITIVE_INFINITY, where: target.path }
  }

  /** What each step of the run loses. */
  onLoss(loss: number): void {
    // The first loss is that of the state which the run began with.
    if (this.saved?.loss === Number.POSITIVE_INFINITY) this.saved.loss = loss
    this.recent.push(loss)
    if (this.recent.length > RECENT) this.recent.shift()
  }

  /** Is it time, and is there anything that no save has tried to keep? */
  isDue(step: number): boolean {
    return step > (this.tried ?? this.begun ?? 0) && performance.now() - this.at >= this.waitMs
  }

  /** Never ends the run: where nothing can be written now, it is said, and tried again. */
  async asItGoes(step: number, folder: Folder): Promise<void> {
    const begun = performance.now()
    this.tried = step
    try {
      if (!this.isWorse) this.remember(step, this.target.save(await folder()))
    } catch (error) {
      if (!(error instanceof CourseError)) throw error
      note(`${error.line} The run goes on.`)
    }
    this.at = performance.now()
    this.waitMs = Math.max(1000 * this.seconds, SHARE * (this.at - begun))
  }

  /** Returns where it is. */
  async stopped(step: number, folder: Folder): Promise<string> {
    const files = await folder()
    const where = this.isWorse ? this.target.saveBeside(files) : this.target.save(files)
    this.remember(step, where)
    return where
  }

  async finished(folder: Folder): Promise<void> {
    this.target.finish(await folder())
  }

  /** After a loss that is no number: the last good state, unless a better one is there. Returns a sentence that says where what is. */
  async broken(step: number, folder: Folder): Promise<string> {
    const { saved } = this
    if (saved && saved.step >= step) return `The state of step ${saved.step} is in ${saved.where}, unchanged.`
    if (saved && this.isWorse) return `The state of step ${saved.step}, which was better, stays in ${saved.where}.`
    if (this.recent.length === 0) return 'Nothing was learned, and nothing was saved.'
    // What lay there before the run is better than a run that broke.
    const files = await folder()
    return `It is in ${this.begun === undefined ? this.target.save(files) : this.target.saveBeside(files)}.`
  }

  private remember(step: number, where: string): void {
    this.saved = { step, loss: this.mean, where }
  }

  private get mean(): number {
    return this.recent.reduce((sum, loss) => sum + loss, 0) / Math.max(1, this.recent.length)
  }

  private get isWorse(): boolean {
    return this.saved !== undefined && this.mean > this.saved.loss + WORSE
  }
}
