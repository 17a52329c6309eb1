/** Waiting for somebody's work, but no longer than they live; and once it is done, nothing of the wait is left. */

export interface Lifetime {
  /** Whoever waits hears why it is over, and so does whoever asks later. Only the first reason counts. */
  end(reason: unknown): void
  /** Settles as `work` does, or rejects with the reason as soon as the lifetime ends. */
  within<T>(work: Promise<T>): Promise<T>
}

export function lifetime(): Lifetime {
  // Promise.race would leave a reaction on the one promise of the end for every wait, as long as the lifetime lasts.
  const waiting = new Set<(reason: unknown) => void>()
  let over: { reason: unknown } | undefined
  return {
    end(reason) {
      over ??= { reason }
      for (const abandon of waiting) abandon(over.reason)
      waiting.clear()
    },
    within<T>(work: Promise<T>) {
      return new Promise<T>((resolve, reject) => {
        if (over) return reject(over.reason)
        waiting.add(reject)
        work.then(resolve, reject).finally(() => waiting.delete(reject))
      })
    },
  }
}
