/** Reading without a word on where the bytes lie: a reader asks for spans, and memory, a disk, a zip or a network answers. */

/** Bytes `from` up to `to` of a file. */
export interface Span {
  file: string
  from: number
  to: number
}

/** A reader: yields what it needs next, gets those bytes as a copy that it may keep, and returns what it read. */
export type SpanReader<T> = Generator<Span, T, Uint8Array<ArrayBuffer>>

/** A file that can be read in any order. */
export interface Source {
  /** bytes */
  readonly size: number
  /** Exactly `to - from` bytes, in a buffer of their own. @throws CourseError where they cannot be had */
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}

/** File names to sources, without folders. */
export type SourceFolder = ReadonlyMap<string, Source>

/** Lets a reader read files that lie in memory. */
export function readNow<T>(files: ReadonlyMap<string, Uint8Array>, begin: (sizes: ReadonlyMap<string, number>) => SpanReader<T>): T {
  const reading = begin(new Map([...files].map(([name, { length }]) => [name, length])))
  let next = reading.next()
  while (!next.done) {
    const { file, from, to } = next.value
    next = reading.next(files.get(file)!.slice(from, to) as Uint8Array<ArrayBuffer>)
  }
  return next.value
}

/** Lets a reader read files from wherever they are. Only what it asks for is ever in memory. */
export async function readFrom<T>(sources: SourceFolder, begin: (sizes: ReadonlyMap<string, number>) => SpanReader<T>): Promise<T> {
  const reading = begin(new Map([...sources].map(([name, { size }]) => [name, size])))
  let next = reading.next()
  while (!next.done) {
    const { file, from, to } = next.value
    next = reading.next(await sources.get(file)!.read(from, to))
  }
  return next.value
}

/** Those of the named files that are there, whole in memory; of one that is longer than `most`, its start. */
export async function wholeFiles(
  sources: SourceFolder,
  names: readonly string[],
  most = Number.POSITIVE_INFINITY,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const name of names) {
    const source = sources.get(name)
    if (source) files.set(name, await source.read(0, Math.min(source.size, most)))
  }
  return files
}

export const inMemory = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (from, to) => bytes.slice(from, to) as Uint8Array<ArrayBuffer>,
})
