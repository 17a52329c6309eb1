/** All that a learner has here as one zip, and back: `pathway.json`, `texts/`, and a folder for each model. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import * as v from 'valibot'
import { type Kept, nothing, readKept } from '../learning/record.ts'

export interface Backup {
  learning: Kept
  /** null: as the device has it */
  theme: 'light' | 'dark' | null
  texts: { title: string; content: string }[]
  models: BackedUpModel[]
}

export interface BackedUpModel {
  name: string
  step: number
  /** of adapters: the name of the model that they belong to */
  base?: string | undefined
  /** the model folder's files */
  files: Record<string, Uint8Array>
}

/** Of all files together, unpacked. */
const MAX_BYTES = 2 ** 30
const INDEX = 'pathway.json'

const index = v.object({
  format: v.literal('pathway-to-gpt'),
  version: v.literal(1),
  learning: v.unknown(),
  theme: v.fallback(v.nullable(v.picklist(['light', 'dark'])), null),
  texts: v.fallback(v.array(v.object({ file: v.string(), title: v.string() })), []),
  models: v.fallback(
    v.array(v.object({ folder: v.string(), name: v.string(), step: v.number(), base: v.fallback(v.optional(v.string()), undefined) })),
    [],
  ),
})

/** What was chosen cannot be used, and why. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly hint = 'Choose a zip that “Export everything” made. Nothing was changed.'
}

export function packBackup({ learning, theme, texts, models }: Backup, at: Date): Uint8Array<ArrayBuffer> {
  const files: Record<string, [Uint8Array, { level: 0 | 6; mtime: Date }]> = {}
  const add = (name: string, data: Uint8Array): void => {
    files[name] = [data, { level: name.endsWith('.safetensors') ? 0 : 6, mtime: at }]
  }
  const listed = {
    format: 'pathway-to-gpt',
    version: 1,
    exported: at.toISOString(),
    learning,
    theme,
    texts: texts.map(({ title }, i) => ({ file: `texts/${i + 1}.txt`, title })),
    models: models.map(({ name, step, base }, i) => ({ folder: `models/${i + 1}-${plain(name)}`, name, step, base })),
  }
  add(INDEX, strToU8(JSON.stringify(listed, null, 1)))
  for (const [i, { content }] of texts.entries()) add(listed.texts[i]!.file, strToU8(content))
  for (const [i, model] of models.entries()) {
    for (const [name, data] of Object.entries(model.files)) add(`${listed.models[i]!.folder}/${name}`, data)
  }
  return zipSync(files) as Uint8Array<ArrayBuffer>
}

/**
 * @returns what is valid in it, and in `left` how many facts are not
 * @throws BackupError where it is no backup of ours at all
 */
export function unpackBackup(bytes: Uint8Array): Backup & { left: number } {
  const files = unzip(bytes)
  const found = files[INDEX]
  if (!found) throw new BackupError(`The zip holds no ${INDEX}.`)
  const read = v.safeParse(index, parse(strFromU8(found)))
  if (!read.success) throw new BackupError(`Its ${INDEX} is not one that this course wrote.`)
  const { kept, left } = read.output.learning === undefined ? { kept: nothing(), left: 0 } : readKept(read.output.learning)
  return {
    learning: kept,
    left,
    theme: read.output.theme,
    texts: read.output.texts.flatMap(({ file, title }) => (files[file] ? { title, content: strFromU8(files[file]) } : [])),
    models: read.output.models.flatMap(({ folder, name, step, base }) => {
      const own = Object.entries(files).filter(([path]) => path.startsWith(`${folder}/`))
      return own.length > 0
        ? { name, step, base, files: Object.fromEntries(own.map(([path, data]) => [path.slice(folder.length + 1), data])) }
        : []
    }),
  }
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0
  try {
    return unzipSync(bytes, {
      filter({ originalSize }) {
        total += originalSize
        if (total > MAX_BYTES) throw new BackupError(`The zip unpacks to more than ${MAX_BYTES / 2 ** 20} MiB.`)
        return true
      },
    })
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('This file is not a zip, or it is damaged.')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const plain = (name: string): string =>
  name
    .replace(/→/g, 'to')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'model'
