/** Models on their way out of and into the browser: a zip of the folder, or the folder's files, read where they lie. */
import type { ModelFolder } from '../core/checkpoint/hfFolder.ts'
import { inMemory, type Source, type SourceFolder } from '../core/checkpoint/source.ts'
import { openFile, zipFolder } from '../core/checkpoint/zip.ts'
import { CourseError } from '../core/errors.ts'

/** A file of the browser is a handle: it crosses the thread without its bytes. */
export interface Upload {
  /** with the folder in front, where a folder was chosen */
  name: string
  data: ArrayBuffer | Blob
}

/** A model's name as that of a file, without what follows the dot. */
export const fileBase = (name: string): string =>
  name
    .replace(/→/g, 'to')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80) || 'model'

export function zipModel({ name, files }: { name: string; files: ModelFolder }): { fileName: string; data: Uint8Array } {
  const base = fileBase(name)
  return { fileName: `${base}.zip`, data: zipFolder(files, base) }
}

/** The model folder in what was uploaded, and a name for it. Nothing but a zip's table is read. @throws CourseError 'bad-checkpoint' */
export async function openUpload(uploaded: Upload[]): Promise<{ folder: SourceFolder; name: string }> {
  const [first] = uploaded
  if (!first)
    throw new CourseError('bad-checkpoint', 'No file was chosen.', 'Choose a zip that the course exported, or all files of a model folder.')
  if (uploaded.length === 1)
    return { folder: await openFile(first.name.split('/').at(-1)!, sourceOf(first.data)), name: first.name.replace(/\.zip$/i, '') }
  // A chosen folder gives names with the folder in front; what lies in folders below is not the model's.
  const [root, ...rest] = first.name.split('/')
  const own = uploaded.filter(({ name }) => name.split('/').length <= 2)
  return {
    folder: new Map(own.map(({ name, data }) => [name.split('/').at(-1)!, sourceOf(data)])),
    name: rest.length > 0 ? root! : 'imported model',
  }
}

function sourceOf(data: ArrayBuffer | Blob): Source {
  if (data instanceof ArrayBuffer) return inMemory(new Uint8Array(data))
  return {
    size: data.size,
    async read(from, to) {
      const bytes = await data
        .slice(from, to)
        .arrayBuffer()
        .catch((error: Error) => {
          throw new CourseError(
            'bad-checkpoint',
            `A file could not be read: ${error.message}.`,
            'It may have been moved or changed; choose it again.',
          )
        })
      return new Uint8Array(bytes)
    },
  }
}
