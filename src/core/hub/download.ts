/**
 * One file from the hub into the cache. What is there already is not asked for again: the request names the bytes that are missing
 * (`Range`), and what comes counts only if it is of the same content (its ETag, where it can be seen, its length, and in the end its
 * SHA-256). `If-Range` would say the same to the server, but across origins it needs a preflight that the file hosts need not answer.
 */
import { CourseError } from '../errors.ts'
import { Sha256 } from '../sha256.ts'
import { ask, type Fetch, offline, stopped } from './answers.ts'
import { type HubCache, PART } from './cache.ts'
import type { HubFile } from './listing.ts'

export interface DownloadOptions {
  fetch: Fetch
  cache: HubCache
  /** waits, in ms; so that a test need not */
  wait: (ms: number) => Promise<void>
  signal?: AbortSignal | undefined
  /** bytes of this file that are here */
  onProgress?: (received: number) => void
}

/** Tries that may fail in a row without a byte gained: after 1, 2 and 4 seconds. */
const TRIES = 4
/** Times that a file may begin anew because the server has another content, or forgot how to send a part. */
const ANEW = 3

/** @throws CourseError 'offline', 'stopped', 'storage-full', 'not-found', or 'bad-checkpoint' for content that is not what the hub lists */
export async function download(repo: string, file: HubFile, url: string, options: DownloadOptions): Promise<void> {
  const { cache, wait, signal, onProgress = () => {} } = options
  let [failures, anew] = [0, 0]
  for (let before = 0; ; ) {
    const had = await cache.have(repo, file)
    onProgress(had)
    if (had < before && ++anew > ANEW) throw different(file, 'changes while it is downloaded')
    before = had
    if (had === file.size && (await cache.note(repo, file))) break
    try {
      await receive(repo, file, url, had, options)
    } catch (error) {
      if (signal?.aborted) throw stopped()
      if (!(error instanceof CourseError) || error.code !== 'offline') throw error
      before = await cache.have(repo, file)
      failures = before > had ? 1 : failures + 1
      if (failures >= TRIES) throw error
      await wait(1000 * 2 ** (failures - 1))
      if (signal?.aborted) throw stopped()
    }
  }
  if (!(await cache.note(repo, file))!.complete) await check(repo, file, cache)
}

/** One answer of the server, as far as it comes. */
async function receive(
  repo: string,
  file: HubFile,
  url: string,
  had: number,
  { fetch, cache, signal, onProgress = () => {} }: DownloadOptions,
): Promise<void> {
  const response = await ask(fetch, url, `${file.name} of "${repo}"`, { ...(had > 0 && { range: `bytes=${had}-` }), signal })
  const etag = response.headers.get('ETag')
  const known = (await cache.note(repo, file))?.etag ?? null
  // A server may send the whole, or another content under the old name: then all begins anew.
  const fits =
    response.status === 206 &&
    rangeFits(response.headers.get('Content-Range'), had, file.size) &&
    (known === null || etag === null || plain(etag) === plain(known))
  const from = had > 0 && fits ? had : 0
  if (had > 0 && !fits) await cache.forgetFile(repo, file.name)
  if (response.status === 416 || (had > 0 && response.status === 206 && !fits)) {
    await response.body?.cancel().catch(() => {})
    return
  }
  if (from === 0) await cache.begin(repo, file, etag)
  const stream = response.body?.getReader()
  if (!stream) return
  let received = from
  let part = new Uint8Array(Math.min(PART, Math.max(1, file.size - from)))
  let filled = 0
  try {
    for (;;) {
      const { done, value } = await stream.read().catch((error: unknown) => {
        throw signal?.aborted
          ? stopped()
          : offline(
              `The connection was lost after ${megabytes(received)} of ${megabytes(file.size)} of ${file.name} (${error instanceof Error ? error.message : error}).`,
            )
      })
      if (done) break
      if (received + value.length > file.size) throw different(file, `is longer than the ${file.size} bytes that the hub lists`)
      for (let at = 0; at < value.length; ) {
        const n = Math.min(part.length - filled, value.length - at)
        part.set(value.subarray(at, at + n), filled)
        filled += n
        at += n
        received += n
        if (filled < part.length) continue
        await cache.writePart(repo, file, Math.ceil(received / PART) - 1, part)
        part = new Uint8Array(Math.min(PART, Math.max(1, file.size - received)))
        filled = 0
      }
      onProgress(received)
    }
  } finally {
    await stream.cancel().catch(() => {})
  }
  if (received < file.size) throw offline(`The connection ended after ${megabytes(received)} of ${megabytes(file.size)} of ${file.name}.`)
  if (file.size === 0) await cache.writePart(repo, file, 0, new Uint8Array())
}

/** "bytes 8388608-9999999/10000000"; a header that cannot be seen is no objection, the SHA-256 decides. */
function rangeFits(range: string | null, from: number, size: number): boolean {
  if (range === null) return true
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range) ?? []
  return Number(first) === from && (total === '*' || Number(total) === size)
}

/** `W/"abc"` → `abc`: a proxy that compresses makes a mark weak. */
const plain = (etag: string): string =>
  etag
    .replace(/^W\//, '')
    .replaceAll('"', '')
    .replace(/-(gzip|br)$/, '')

/** The hash of what was kept; a download in several goes may have been of two contents. */
async function check(repo: string, file: HubFile, cache: HubCache): Promise<void> {
  if (file.sha256) {
    const hash = new Sha256()
    const source = cache.source(repo, file)
    for (let at = 0; at < file.size; at += PART) hash.add(await source.read(at, Math.min(file.size, at + PART)))
    if (hash.hex() !== file.sha256) {
      await cache.forgetFile(repo, file.name)
      throw different(file, 'is not what the hub lists: its SHA-256 differs')
    }
  }
  await cache.finish(repo, file)
}

const different = ({ name }: HubFile, what: string): CourseError =>
  new CourseError('bad-checkpoint', `${name} ${what}.`, 'It was damaged on the way, or changed; it was removed. Download it again.')

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
