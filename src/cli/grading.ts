/** What the command `grade` takes from disk and from the machine: submissions in folders and zips, and threads that grade. */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Source } from '../core/checkpoint/source.ts'
import { CourseError } from '../core/errors.ts'
import type { Answer } from '../teach/gradebook/thread.ts'
import { threadOver } from '../teach/gradebook/thread.ts'
import type { Thread } from '../teach/gradebook/pool.ts'
import type { Handed } from '../teach/submissions/find.ts'
import { diskError } from './diskError.ts'

/** No class hands in more files. */
const MOST_FILES = 20_000

/** All files under a folder, or the one file, which may be a zip. @throws CourseError 'not-found' */
export function handedIn(path: string): Handed[] {
  const at = statSync(path, { throwIfNoEntry: false })
  if (!at)
    throw new CourseError(
      'not-found',
      `There is no "${path}".`,
      'Give the folder of submissions, or the zip that the learning platform made.',
    )
  if (!at.isDirectory()) return [{ path: path.split(sep).at(-1)!, source: onDisk(path) }]
  const files = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}${sep}${entry.name}`)
  if (files.length > MOST_FILES)
    throw new CourseError(
      'bad-argument',
      `"${path}" holds ${files.length} files, but at most ${MOST_FILES} are looked at.`,
      'Give the folder of one class.',
    )
  return files.sort().map((file) => ({ path: relative(path, file).split(sep).join('/'), source: onDisk(file) }))
}

function onDisk(path: string): Source {
  return {
    size: statSync(path).size,
    async read(from, to) {
      try {
        const bytes = new Uint8Array(to - from)
        const file = openSync(path, 'r')
        try {
          let at = 0
          while (at < bytes.length) {
            const n = readSync(file, bytes, at, bytes.length - at, from + at)
            if (n === 0) throw new CourseError('bad-submission', `"${path}" became shorter while it was read.`, 'Try again.')
            at += n
          }
        } finally {
          closeSync(file)
        }
        return bytes
      } catch (error) {
        throw diskError(error, `The file "${path}" cannot be read`)
      }
    },
  }
}

/** No arguments of this process: the thread finds its own way to TypeScript. */
export function startThread(): Thread {
  const worker = new Worker(new URL('./gradeThread.js', import.meta.url), { execArgv: [] })
  return threadOver({
    post: (job) => worker.postMessage(job),
    listen(answered, failed) {
      worker.on('message', (answer: Answer) => answered(answer))
      worker.on('error', (error) => failed(error.message))
      worker.on('exit', () => failed('it ended'))
    },
    terminate: () => void worker.terminate(),
  })
}
