/** Waiting for an answer that may never come: some browsers and drivers give neither a value nor an error. */

const TICK_MS = 1000

export interface Patience {
  /** Settles as `work` does, or rejects after so many seconds without an answer; what comes later is handed to `late`. */
  within<T>(work: Promise<T>, refuse: (seconds: number) => Error, late?: (value: T) => void): Promise<T>
}

/** An answer to one of those who wait is a sign of life for all: a slow device is not a silent one. */
export function patience(seconds: number): Patience {
  let answers = 0
  return {
    within: (work, refuse, late) =>
      new Promise((resolve, reject) => {
        // Seconds in which this thread was busy with something else do not count: the answer could not be heard.
        let [silent, heard] = [0, answers]
        const timer = setInterval(() => {
          silent = heard === answers ? silent + 1 : 1
          heard = answers
          if (silent <= seconds) return
          clearInterval(timer)
          reject(refuse(seconds))
          if (late) work.then(late, () => {})
        }, TICK_MS)
        work.then(resolve, reject).finally(() => {
          answers++
          clearInterval(timer)
        })
      }),
  }
}
