/** The header of a safetensors file: names, shapes, formats and places of its tensors, read without trusting a byte of it. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { DTYPES, type DtypeName, isDtype } from './dtypes.ts'
import { isSafetensors, kindOf } from '../fileKinds.ts'

/** Where a tensor lies in its file. */
export interface StoredEntry {
  readonly dtype: DtypeName
  readonly shape: readonly number[]
  /** the bytes are [from, to) of the file */
  readonly from: number
  readonly to: number
}

export interface SafetensorsHeader {
  /** in the order of their data */
  entries: Map<string, StoredEntry>
  metadata: Record<string, string>
}

/** A file begins with its header's length, u64 little-endian. */
export const LENGTH_BYTES = 8

const MAX_HEADER = 2 ** 20
const MAX_TENSORS = 4096
const MAX_DIMENSIONS = 8

const wholeNumber = v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number'), v.minValue(0, 'must not be negative'))
const Entry = v.strictObject({
  dtype: v.string('must be a string'),
  shape: v.pipe(v.array(wholeNumber, 'must be a list'), v.maxLength(MAX_DIMENSIONS, `must have at most ${MAX_DIMENSIONS} dimensions`)),
  data_offsets: v.strictTuple([wholeNumber, wholeNumber], 'must be two whole numbers'),
})
const Header = v.pipe(
  v.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'must be an object'),
  v.check((header) => Object.keys(header).length <= MAX_TENSORS + 1, `has more than the ${MAX_TENSORS} tensors that are read`),
  v.objectWithRest({ __metadata__: v.optional(v.record(v.string(), v.string('must be a string'))) }, Entry),
)

export function refuseSafetensors(
  name: string,
  what: string,
  hint = 'The file is damaged or was not written by this course or transformers. Nothing was loaded; use another copy.',
): never {
  throw new CourseError('bad-checkpoint', `${name} ${what}.`, hint)
}

const DOWNLOAD = 'Download it again: nothing was loaded.'

/**
 * Where the header ends and the data begin.
 * @param first the file's first `HEAD_BYTES` bytes, or all where it has fewer: another kind of file is told by them
 * @param size of the file, bytes
 * @throws CourseError 'bad-checkpoint'
 */
export function headerEnd(first: Uint8Array, size: number, name: string): number {
  if (size === 0) refuseSafetensors(name, 'is empty: it has 0 bytes', DOWNLOAD)
  const kind = isSafetensors(first) ? null : kindOf(first)
  if (kind) refuseSafetensors(name, `is ${kind.what}`, `${kind.hint} Nothing was loaded.`)
  if (size < LENGTH_BYTES) refuseSafetensors(name, `has ${size} bytes, but a header alone takes ${LENGTH_BYTES}`)
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength)
  const length = view.getUint32(0, true)
  if (view.getUint32(4, true) !== 0 || length > MAX_HEADER) refuseSafetensors(name, `claims a header of more than ${MAX_HEADER} bytes`)
  if (LENGTH_BYTES + length > size) {
    const what = `claims a header of ${length} bytes, but has ${size - LENGTH_BYTES} after its length`
    refuseSafetensors(name, isSafetensors(first) ? `${what}: it was cut short` : what, isSafetensors(first) ? DOWNLOAD : undefined)
  }
  return LENGTH_BYTES + length
}

/**
 * The tensors of a file, checked against its size: without holes or overlaps, to its end.
 * @param json bytes 8 to `headerEnd` of the file
 * @throws CourseError 'bad-checkpoint' for anything that breaks the format
 */
export function parseHeader(json: Uint8Array, size: number, name: string): SafetensorsHeader {
  const refuse = (what: string): never => refuseSafetensors(name, what)
  const text = decode(json) ?? refuse('has a header that is not UTF-8')
  const { __metadata__: metadata = {}, ...header } = parseJsonAs(Header, text, {
    name: `${name}'s header`,
    maxDepth: 4,
    maxBytes: MAX_HEADER,
  })
  const sorted = Object.entries(header).sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  )
  const start = LENGTH_BYTES + json.length
  const whole = start + sorted.reduce((most, [, { data_offsets }]) => Math.max(most, data_offsets[1]), 0)
  const entries = new Map<string, StoredEntry>()
  let end = 0
  for (const [
    tensor,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of sorted) {
    const label = `tensor "${tensor.slice(0, 80)}"`
    if (!isDtype(dtype)) return refuse(`stores ${label} as "${dtype.slice(0, 20)}", but only ${Object.keys(DTYPES).join(', ')} are read`)
    if (from !== end)
      refuse(`has ${label} at byte ${from} of the data, but the tensor before ends at ${end}: holes and overlaps are not allowed`)
    if (to < from) refuse(`has ${label} end at byte ${to}, but it starts at ${from}`)
    if (to > size - start)
      refuseSafetensors(name, `has ${size} bytes of the ${whole} that its header promises: it was cut short, in ${label}`, DOWNLOAD)
    const n = (to - from) / DTYPES[dtype].bytes
    if (product(shape, n) !== n) refuse(`gives ${label} the shape [${shape}] in ${dtype}, but ${to - from} bytes`)
    entries.set(tensor, { dtype, shape, from: start + from, to: start + to })
    end = to
  }
  if (start + end !== size) refuse(`has ${size - start - end} bytes after its last tensor`)
  return { entries, metadata }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The number of elements, or Infinity as soon as it passes `limit`: no overflow, whatever the shape claims. */
export function product(shape: readonly number[], limit: number): number {
  if (shape.includes(0)) return 0
  let n = 1
  for (const size of shape) {
    n *= size
    if (n > limit) return Number.POSITIVE_INFINITY
  }
  return n
}
