/** Export, import and erase of all that this course keeps in the browser. */
import { unzipSync } from 'fflate'
import { Folders } from '../../storage/folders.ts'
import { openStorage } from '../../storage/open.ts'
import { openTileRecords } from '../../storage/tileRecords.ts'
import { core, session } from '../index.ts'
import { keptOf } from '../learning/record.ts'
import { learning } from '../learning.ts'
import type { TextInfo } from '../../worker/protocol.ts'
import { asPlainError } from '../../worker/client.ts'
import { type BackedUpModel, packBackup, unpackBackup } from './backup.ts'

/** Where the worker keeps what it saves. */
const ROOTS = ['models', 'texts', 'snapshots', 'hub']

export async function exportEverything(now = new Date()): Promise<{ fileName: string; data: Uint8Array<ArrayBuffer> }> {
  const { theme } = session.getState()
  const data = packBackup(
    { learning: keptOf(learning.getState()), theme: theme === 'system' ? null : theme, texts: await ownTexts(), models: await ownModels() },
    now,
  )
  return { fileName: `pathway-to-gpt-${now.toISOString().slice(0, 10)}.zip`, data }
}

async function ownTexts(): Promise<{ title: string; content: string }[]> {
  const folders = new Folders<TextInfo>((await openStorage()).blobs, 'texts')
  const stored = await folders.list()
  return Promise.all(
    stored.map(async ({ id, description }) => ({
      title: description.title,
      content: new TextDecoder().decode((await folders.open(id)).files.get('text.txt')),
    })),
  )
}

async function ownModels(): Promise<BackedUpModel[]> {
  const models: BackedUpModel[] = []
  for (const model of await core.models()) {
    const { id, name, step, origin } = model
    if (origin === 'shipped') continue
    const base = model.kind === 'adapter' ? model.lineage?.from.name : undefined
    const files = Object.entries(unzipSync((await core.exportZip(id)).data))
    models.push({ name, step, base, files: Object.fromEntries(files.map(([path, data]) => [path.split('/').at(-1)!, data])) })
  }
  return models
}

export interface Imported {
  /** facts that were new here or changed by what came */
  facts: number
  texts: number
  models: number
  /** models that were here already */
  known: number
  /** what could not be used, in words */
  left: string[]
}

/** Adds what `bytes` hold to what is here; nothing that is here is lost. @throws BackupError */
export async function importEverything(bytes: Uint8Array): Promise<Imported> {
  const backup = unpackBackup(bytes)
  const imported: Imported = { facts: await learning.getState().merge(backup.learning), texts: 0, models: 0, known: 0, left: [] }
  if (backup.left > 0) imported.left.push(`${backup.left} ${backup.left === 1 ? 'entry' : 'entries'} that this version does not know`)
  const attempt = async (what: string, task: () => Promise<unknown>): Promise<number> => {
    try {
      await task()
      return 1
    } catch (error) {
      imported.left.push(`${what}: ${asPlainError(error).message}`)
      return 0
    }
  }
  // The same text added twice is stored once.
  for (const { title, content } of backup.texts) imported.texts += await attempt(`the text “${title}”`, () => core.addText(title, content))
  const here = await Promise.all(
    (await core.models()).filter(({ origin }) => origin !== 'shipped').map(async ({ id }) => weightsOf(await core.exportZip(id))),
  )
  // Adapters come when the models that they belong to are there.
  for (const model of [...backup.models].sort((a, b) => Number(a.base !== undefined) - Number(b.base !== undefined))) {
    const weights = WEIGHTS.map((name) => model.files[name]).find((file) => file !== undefined)
    const base = model.base === undefined ? undefined : (await core.models()).find(({ name }) => name === model.base)?.id
    if (weights && here.some((known) => equal(known, weights))) imported.known++
    else imported.models += await attempt(`the model “${model.name}”`, () => core.importModel(uploadOf(model), base))
  }
  if (session.getState().theme === 'system' && backup.theme) session.getState().setTheme(backup.theme)
  session.setState({ models: await core.models(), texts: await core.texts() })
  return imported
}

/** The file that tells one model from another: its weights, or its adapters. */
const WEIGHTS = ['model.safetensors', 'adapter_model.safetensors']

const weightsOf = ({ data }: { data: Uint8Array }): Uint8Array =>
  Object.values(unzipSync(data, { filter: ({ name }) => WEIGHTS.some((file) => name.endsWith(`/${file}`)) }))[0] ?? new Uint8Array()

const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

/** As a chosen folder is uploaded: its name in front of each file's, from which the model takes its own. */
const uploadOf = ({ name, files }: BackedUpModel): { name: string; data: ArrayBuffer }[] =>
  Object.entries(files).map(([file, data]) => ({ name: `${name.replaceAll('/', '∕')}/${file}`, data: data.slice().buffer as ArrayBuffer }))

/** Forgets progress, notes, texts, models and settings. The page is to be reloaded afterwards. */
export async function eraseEverything(): Promise<void> {
  await learning.getState().erase()
  await openTileRecords().clear()
  const { blobs } = await openStorage()
  for (const root of ROOTS) {
    for (const path of await blobs.list(root)) await blobs.remove(path)
    await blobs.remove(root)
  }
  for (const strings of [localStorage, sessionStorage]) {
    for (const key of Object.keys(strings)) if (key.startsWith('pathway')) strings.removeItem(key)
  }
}
