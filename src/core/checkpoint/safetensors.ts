/** The safetensors format: named tensors in one file, read without trusting a byte of it. */
import * as v from 'valibot'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import { DTYPES, type DtypeName, isDtype } from './dtypes.ts'

export interface TensorData {
  readonly shape: readonly number[]
  /** row-major */
  readonly data: Float32Array
}

export interface StoredTensor extends TensorData {
  /** how the file stores it */
  readonly dtype: DtypeName
}

export interface Safetensors {
  tensors: Map<string, StoredTensor>
  metadata: Record<string, string>
}

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

/**
 * Reads a whole file: u64 header length (little-endian), JSON header, then data without holes to the end.
 * @param name what the file is called, for messages
 * @throws CourseError 'bad-checkpoint' for anything that breaks the format, and for weights that are not finite
 */
export function readSafetensors(bytes: Uint8Array, name = 'The safetensors file'): Safetensors {
  const refuse = (what: string): never => {
    throw new CourseError(
      'bad-checkpoint',
      `${name} ${what}.`,
      'The file is damaged or was not written by this course or transformers. Nothing was loaded; use another copy.',
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { entries, metadata, dataStart } = readHeader(bytes, view, name, refuse)
  const tensors = new Map<string, StoredTensor>()
  let end = 0
  for (const [
    tensorName,
    {
      dtype,
      shape,
      data_offsets: [from, to],
    },
  ] of entries) {
    const label = `tensor "${tensorName.slice(0, 80)}"`
    if (!isDtype(dtype)) return refuse(`stores ${label} as "${dtype.slice(0, 20)}", but only ${Object.keys(DTYPES).join(', ')} are read`)
    if (from !== end)
      refuse(`has ${label} at byte ${from} of the data, but the tensor before ends at ${end}: holes and overlaps are not allowed`)
    if (to < from || to > bytes.length - dataStart)
      refuse(`has ${label} end at byte ${to}, but it starts at ${from} and there are ${bytes.length - dataStart}`)
    const n = (to - from) / DTYPES[dtype].bytes
    if (product(shape, n) !== n) refuse(`gives ${label} the shape [${shape}] in ${dtype}, but ${to - from} bytes`)
    const data = DTYPES[dtype].read(view, dataStart + from, n)
    const bad = firstNotFinite(data)
    if (bad >= 0) refuse(`has the value ${data[bad]} at index ${bad} of ${label}, but every weight must be finite`)
    tensors.set(tensorName, { dtype, shape, data })
    end = to
  }
  if (dataStart + end !== bytes.length) refuse(`has ${bytes.length - dataStart - end} bytes after its last tensor`)
  return { tensors, metadata }
}

/** The tensors' entries in the order of their data. */
function readHeader(bytes: Uint8Array, view: DataView, name: string, refuse: (what: string) => never) {
  if (bytes.length < 8) refuse(`has ${bytes.length} bytes, but a header alone takes 8`)
  const length = view.getUint32(0, true)
  if (view.getUint32(4, true) !== 0 || length > MAX_HEADER) refuse(`claims a header of more than ${MAX_HEADER} bytes`)
  if (8 + length > bytes.length) refuse(`claims a header of ${length} bytes, but has ${bytes.length - 8} after its length`)
  const text = decode(bytes.subarray(8, 8 + length)) ?? refuse('has a header that is not UTF-8')
  const { __metadata__: metadata = {}, ...header } = parseJsonAs(Header, text, {
    name: `${name}'s header`,
    maxDepth: 4,
    maxBytes: MAX_HEADER,
  })
  const entries = Object.entries(header)
  entries.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1])
  return { entries, metadata, dataStart: 8 + length }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The number of elements, or Infinity as soon as it passes `limit`: no overflow, whatever the shape claims. */
function product(shape: readonly number[], limit: number): number {
  if (shape.includes(0)) return 0
  let n = 1
  for (const size of shape) {
    n *= size
    if (n > limit) return Number.POSITIVE_INFINITY
  }
  return n
}

/**
 * Writes 32-bit floats in the order given. Equal input gives equal bytes.
 * @throws CourseError 'not-a-number' for a value that is not finite: what cannot be loaded is not saved
 */
export function writeSafetensors(
  tensors: Iterable<readonly [string, TensorData]>,
  metadata: Record<string, string> = { format: 'pt' },
): Uint8Array<ArrayBuffer> {
  const list = [...tensors]
  let end = 0
  const entries = list.map(([name, { shape, data }]) => {
    check(name, shape, data)
    const from = end
    end += data.length * 4
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype: 'F32', shape, data_offsets: [from, end] })}`
  })
  const sorted = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)))
  const json = new TextEncoder().encode(`{${[`"__metadata__":${JSON.stringify(sorted)}`, ...entries].join(',')}}`)
  const length = Math.ceil(json.length / 8) * 8

  const bytes = new Uint8Array(8 + length + end)
  new DataView(bytes.buffer).setUint32(0, length, true)
  bytes.fill(0x20, 8 + json.length, 8 + length)
  bytes.set(json, 8)
  // Little-endian as the format, see DTYPES.F32; the header's padding aligns the data.
  const floats = new Float32Array(bytes.buffer, 8 + length)
  let at = 0
  for (const [, { data }] of list) {
    floats.set(data, at)
    at += data.length
  }
  return bytes
}

function check(name: string, shape: readonly number[], data: Float32Array): void {
  if (product(shape, data.length) !== data.length) {
    throw new CourseError('internal', `Tensor "${name}" has the shape [${shape}], but ${data.length} values.`)
  }
  const bad = firstNotFinite(data)
  if (bad >= 0) {
    throw new CourseError(
      'not-a-number',
      `Tensor "${name}" has the value ${data[bad]} at index ${bad}, so it was not saved.`,
      'Go back to the last save and lower the learning rate.',
    )
  }
}

/** The index of the first NaN or infinity, or −1. A plain loop: this runs over millions of weights at every save. */
function firstNotFinite(data: Float32Array): number {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i
  return -1
}
