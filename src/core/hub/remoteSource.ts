/** A file that still lies on the hub, read in small spans: headers, before anything is downloaded. */
import type { Source } from '../checkpoint/source.ts'
import { ask, type Fetch, offline } from './answers.ts'
import type { HubFile } from './listing.ts'

/** Most headers are shorter, so that one request does for both their length and themselves. */
const FIRST = 2 ** 16

export function remoteSource(fetch: Fetch, url: string, { name, size }: HubFile, repo: string, signal?: AbortSignal): Source {
  let first: Promise<Uint8Array<ArrayBuffer>> | undefined
  const get = (from: number, to: number) => span(fetch, url, `${name} of "${repo}"`, from, to, signal)
  return {
    size,
    async read(from, to) {
      const known = Math.min(FIRST, size)
      if (to > known) return get(from, to)
      first ??= get(0, known)
      return (await first).slice(from, to)
    },
  }
}

/** Bytes `from` to `to`; of a server that sends the whole file, no more than these are read. */
async function span(
  fetch: Fetch,
  url: string,
  what: string,
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Uint8Array(to - from)
  if (out.length === 0) return out
  const response = await ask(fetch, url, what, { range: `bytes=${from}-${to - 1}`, signal })
  const stream = response.body?.getReader()
  let at = response.status === 206 ? from : 0
  try {
    while (at < to) {
      const next = await stream?.read().catch(() => undefined)
      if (!next || next.done) throw offline(`The hub sent too little of ${what}.`)
      const useful = next.value.subarray(Math.max(0, from - at), Math.max(0, to - at))
      out.set(useful, Math.max(at, from) - from)
      at += next.value.length
    }
  } finally {
    await stream?.cancel().catch(() => {})
  }
  return out
}
