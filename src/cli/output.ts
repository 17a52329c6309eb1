/** Standard output holds results only: JSON lines where asked for, else text for people. Everything else goes to standard error. */
import { visible } from '../core/errors.ts'
import { above } from './bar.ts'
import { finiteAll } from './finite.ts'

export interface Output {
  readonly json: boolean
  /** One result: the object as a JSON line, or `text` for people (nothing where it is null). @throws CourseError 'not-a-number' */
  result(value: object, text: string | null): void
}

// A reader that has seen enough (`| head`), or a terminal that was closed, must not cost a training run its save.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
  })
}

export const output = (json: boolean): Output => ({
  json,
  result(value, text) {
    finiteAll(value)
    if (json) above(() => process.stdout.write(`${JSON.stringify(value)}\n`))
    else if (text !== null) above(() => process.stdout.write(`${process.stdout.isTTY ? visible(text) : text}\n`))
  },
})

/** For people, whatever standard output is used for. */
export const note = (text: string): void => above(() => process.stderr.write(`${visible(text)}\n`))

/** Turns so that signals and streams get theirs. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
