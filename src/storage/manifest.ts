/** The small record that makes a generation of a folder exist: what files it has, their hashes, and its own. */
import type { Blobs } from './blobs.ts'
import { sha256 } from '../core/sha256.ts'

export interface Manifest<Description> {
  generation: number
  files: { name: string; length: number; sha256: string }[]
  description: Description
}

/** Written first in the file: a manifest of another format is not read as this one. */
const FORMAT = 'pathway-folder-1'

export const manifestPath = (folder: string, generation: number): string => `${folder}/${generation}.json`

/** A line with the format and the hash of the rest, then the rest as JSON: a torn write cannot pass for a manifest. */
export async function writeManifest<Description>(
  blobs: Blobs,
  folder: string,
  manifest: Manifest<Description>,
  write: (blobs: Blobs, path: string, data: Uint8Array) => Promise<void>,
): Promise<void> {
  const body = JSON.stringify(manifest)
  const hash = await sha256(new TextEncoder().encode(body))
  await write(blobs, manifestPath(folder, manifest.generation), new TextEncoder().encode(`${FORMAT} ${hash}\n${body}`))
}

/** The manifests of a folder that are whole, newest first. */
export async function readManifests<Description>(blobs: Blobs, folder: string): Promise<Manifest<Description>[]> {
  const paths = (await blobs.list(folder)).filter((path) => /^\d+\.json$/.test(path.slice(folder.length + 1)))
  const manifests = await Promise.all(paths.map((path) => readManifest<Description>(blobs, path)))
  return manifests.filter((manifest) => manifest !== null).sort((a, b) => b.generation - a.generation)
}

async function readManifest<Description>(blobs: Blobs, path: string): Promise<Manifest<Description> | null> {
  const data = await blobs.read(path)
  if (!data) return null
  const text = new TextDecoder().decode(data)
  const end = text.indexOf('\n')
  const body = text.slice(end + 1)
  if (text.slice(0, end) !== `${FORMAT} ${await sha256(new TextEncoder().encode(body))}`) return null
  return JSON.parse(body) as Manifest<Description>
}
