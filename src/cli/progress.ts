/** How far a run is, in a line: a bar, the step, the loss, the speed and the time that is left. */

interface Progress {
  step: number
  steps: number
  /** nats */
  loss: number
  tokensPerSecond: number
  secondsLeft: number
}

const WIDTH = 20

export function progressLine({ step, steps, loss, tokensPerSecond, secondsLeft }: Progress): string {
  const full = Math.floor((WIDTH * step) / steps)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}  step ${step} of ${steps}  loss ${loss.toFixed(4)}  ${Math.round(tokensPerSecond)} tokens/s  ${timeLeft(secondsLeft)} left`
}

/** 42 s, 3 min 5 s, 2 h 10 min. */
export function timeLeft(seconds: number): string {
  const s = Math.round(seconds)
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`
}
