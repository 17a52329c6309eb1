/** How far a run is: a bar that stands still on a terminal, plain lines now and then elsewhere. */
import { hasBar, roomOfBar, showBar } from './bar.ts'

export interface Pace {
  step: number
  steps: number
  /** what is measured, with its name: "loss 2.1034" */
  measured: string
  tokensPerSecond: number
  secondsLeft: number
}

const WIDTH = { least: 8, most: 24 }

/** With a bar where the columns have room for one. */
export function progressLine({ step, steps, measured, tokensPerSecond, secondsLeft }: Pace, columns: number): string {
  const words = `step ${step} of ${steps}  ${measured}  ${Math.round(tokensPerSecond)} tokens/s  ${timeLeft(secondsLeft)} left`
  const width = Math.min(WIDTH.most, columns - words.length - 2)
  if (width < WIDTH.least) return words
  const full = Math.floor((width * step) / steps)
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}  ${words}`
}

/** 42 s, 3 min 5 s, 2 h 10 min. */
export function timeLeft(seconds: number): string {
  const s = Math.round(seconds)
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`
}

/** Often enough to be seen moving, seldom enough to be read. */
const BAR_MS = 200
/** columns of a plain line */
const PLAIN = 100

export class Progress {
  private barAt = Number.NEGATIVE_INFINITY
  private lineAt: number
  /** whether a person watches a bar */
  readonly live: boolean

  /** @param quietMs milliseconds from one plain line to the next; the first comes at once where `soon` */
  constructor(
    private readonly quietMs: number,
    json: boolean,
    soon = true,
  ) {
    this.live = hasBar(json)
    this.lineAt = soon ? Number.NEGATIVE_INFINITY : performance.now()
  }

  /** Moves the bar where there is one. Returns the plain line, for whoever reads no bar, when it is time for one. */
  at(pace: Pace, what = ''): string | null {
    const now = performance.now()
    const last = pace.step === pace.steps
    const named = what && `${what}: `
    if (this.live && (last || now - this.barAt >= BAR_MS)) {
      this.barAt = now
      showBar(`${named}${progressLine(pace, roomOfBar() - named.length)}`)
    }
    if (!last && now - this.lineAt < this.quietMs) return null
    this.lineAt = now
    return `${named}${progressLine(pace, PLAIN)}`
  }
}
