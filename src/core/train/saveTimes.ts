/** When a run is saved: soon after it began, then every few seconds, or so rarely that it costs a twentieth of the time. */

const FIRST_MS = 1500
const EVERY_MS = 4000
const SHARE = 20

export class SaveTimes {
  private next: number | undefined

  /** @param now milliseconds of any clock */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The run begins, or goes on. */
  begin(): void {
    this.next ??= this.now() + FIRST_MS
  }

  /** It is time at once. */
  soon(): void {
    this.next = 0
  }

  /** Saves if it is time; what that costs says when it is time again. */
  async ifDue(save: () => Promise<void>): Promise<void> {
    const begun = this.now()
    if (this.next === undefined || begun < this.next) return
    await save()
    this.next = this.now() + Math.max(EVERY_MS, SHARE * (this.now() - begun))
  }
}
