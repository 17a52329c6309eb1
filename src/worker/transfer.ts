/** Models on their way out of and into the browser: a zip of the folder, or the folder's files. */
import type { ModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unzipFolder, zipFolder } from '../core/checkpoint/zip.ts'
import { CourseError } from '../core/errors.ts'

/** More than any model that fits; above it nothing is unpacked. */
const MAX_UPLOAD_BYTES = 2 ** 31

export function zipModel({ name, files }: { name: string; files: ModelFolder }): { fileName: string; data: Uint8Array } {
  const base = name.replace(/→/g, 'to').replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '').slice(0, 80) || 'model'
  return { fileName: `${base}.zip`, data: zipFolder(files, base) }
}

/** The model folder in what was uploaded, and a name for it. @throws CourseError 'bad-checkpoint' */
export function readUpload(uploaded: { name: string; data: ArrayBuffer }[]): { folder: ReadonlyMap<string, Uint8Array>; name: string } {
  const bytes = uploaded.reduce((sum, { data }) => sum + data.byteLength, 0)
  if (uploaded.length === 0) throw new CourseError('bad-checkpoint', 'No file was chosen.', 'Choose a zip that the course exported, or all files of a model folder.')
  if (bytes > MAX_UPLOAD_BYTES) {
    throw new CourseError('bad-checkpoint', `These files have ${Math.round(bytes / 1e6)} MB, but at most ${Math.round(MAX_UPLOAD_BYTES / 1e6)} MB are read.`, 'Load a smaller model.')
  }
  const [first] = uploaded
  if (uploaded.length === 1 && isZip(new Uint8Array(first!.data))) {
    return { folder: unzipFolder(new Uint8Array(first!.data)), name: first!.name.replace(/\.zip$/i, '') }
  }
  // A chosen folder gives names with the folder in front.
  const folder = new Map(uploaded.map(({ name, data }) => [name.split('/').at(-1)!, new Uint8Array(data)]))
  const [root, ...rest] = first!.name.split('/')
  return { folder, name: rest.length > 0 ? root! : 'imported model' }
}

/** A zip begins with the mark of its first entry, or of its empty directory. */
const isZip = (data: Uint8Array): boolean => data[0] === 0x50 && data[1] === 0x4b && (data[2] === 3 || data[2] === 5)
