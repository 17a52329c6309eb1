/** SHA-256 of a blob that is read in parts. */
import { Sha256 } from '../core/sha256.ts'
import type { Part } from './blobs.ts'

/** Bytes that are hashed at once where not all are in memory. */
const STEP = 2 ** 22

export async function sha256OfParts({ size, read }: Part): Promise<string> {
  const hash = new Sha256()
  for (let from = 0; from < size; from += STEP) hash.add(await read(from, Math.min(size, from + STEP)))
  return hash.hex()
}
