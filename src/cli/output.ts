/** Standard output holds results only: JSON lines where asked for, else text for people. Everything else goes to standard error. */

export interface Output {
  readonly json: boolean
  /** One result: the object as a JSON line, or `text` for people (nothing where it is null). */
  result(value: object, text: string | null): void
}

// A reader that has seen enough (`| head`) must not cost a training run its save.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

export const output = (json: boolean): Output => ({
  json,
  result(value, text) {
    if (json) process.stdout.write(`${JSON.stringify(value)}\n`)
    else if (text !== null) process.stdout.write(`${text}\n`)
  },
})

/** For people, whatever standard output is used for. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`)

/** Turns so that signals and streams get theirs. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
