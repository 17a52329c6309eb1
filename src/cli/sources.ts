/** Model folders and zips on disk, read span by span: a shard of gigabytes is never in memory as a whole. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Source, SourceFolder } from '../core/checkpoint/source.ts'
import { openFile } from '../core/checkpoint/zip.ts'
import { CourseError } from '../core/errors.ts'
import { filesOf } from './out/commit.ts'

/** The files of a folder, or of a zip; a file alone is told by its first bytes when it is read. @throws CourseError 'not-found', 'bad-checkpoint' */
export async function openSources(path: string): Promise<SourceFolder> {
  if (!existsSync(path))
    throw new CourseError(
      'not-found',
      `There is no folder or zip "${path}".`,
      'Give the folder of a model, a zip of it, or hub:OWNER/NAME.',
    )
  if (!statSync(path).isDirectory()) return openFile(basename(path), fileSource(path))
  return new Map([...filesOf(path)].map(([name, file]) => [name, fileSource(file)]))
}

function fileSource(path: string): Source {
  return {
    size: statSync(path).size,
    async read(from, to) {
      const bytes = new Uint8Array(to - from)
      const file = openSync(path, 'r')
      try {
        for (let at = 0; at < bytes.length; ) {
          const n = readSync(file, bytes, at, bytes.length - at, from + at)
          if (n === 0)
            throw new CourseError('bad-checkpoint', `${path} ended at byte ${from + at}.`, 'It was changed while it was read; try again.')
          at += n
        }
      } finally {
        closeSync(file)
      }
      return bytes
    },
  }
}
