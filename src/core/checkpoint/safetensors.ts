/** The safetensors format: named tensors in one file, read whole and written. */
import { CourseError } from '../errors.ts'
import { DTYPES, type DtypeName, writeAs, type WrittenAs } from './dtypes.ts'
import { headerEnd, LENGTH_BYTES, parseHeader, product, refuseSafetensors, type StoredEntry } from './safetensorsHeader.ts'

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

/**
 * Reads a whole file: u64 header length (little-endian), JSON header, then data without holes to the end.
 * @param name what the file is called, for messages
 * @throws CourseError 'bad-checkpoint' for anything that breaks the format, and for weights that are not finite
 */
export function readSafetensors(bytes: Uint8Array, name = 'The safetensors file'): Safetensors {
  const end = headerEnd(bytes, bytes.length, name)
  const { entries, metadata } = parseHeader(bytes.subarray(LENGTH_BYTES, end), bytes.length, name)
  const tensors = new Map<string, StoredTensor>()
  for (const [key, entry] of entries) {
    const data = readTensor(key, entry, bytes.slice(entry.from, entry.to) as Uint8Array<ArrayBuffer>, name)
    tensors.set(key, { dtype: entry.dtype, shape: entry.shape, data })
  }
  return { tensors, metadata }
}

/**
 * A tensor's numbers out of its bytes, which they may go on using.
 * @throws CourseError 'bad-checkpoint' for a value that is not finite
 */
export function readTensor(key: string, { dtype }: StoredEntry, bytes: Uint8Array<ArrayBuffer>, name: string): Float32Array<ArrayBuffer> {
  const data = DTYPES[dtype].read(bytes)
  const bad = firstNotFinite(data)
  if (bad >= 0)
    refuseSafetensors(name, `has the value ${data[bad]} at index ${bad} of tensor "${key.slice(0, 80)}", but every weight must be finite`)
  return data
}

/**
 * Writes floats in the order given, in 32 bits or rounded to 16. Equal input gives equal bytes.
 * @throws CourseError 'not-a-number' for a value that is not finite: what cannot be loaded is not saved;
 *   'bad-argument' for one that is too large for F16, which ends at 65,504
 */
export function writeSafetensors(
  tensors: Iterable<readonly [string, TensorData]>,
  metadata: Record<string, string> = { format: 'pt' },
  as: WrittenAs = 'F32',
): Uint8Array<ArrayBuffer> {
  const list = [...tensors]
  let end = 0
  const entries = list.map(([name, { shape, data }]) => {
    check(name, shape, data)
    const from = end
    end += data.length * DTYPES[as].bytes
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype: as, shape, data_offsets: [from, end] })}`
  })
  const sorted = Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)))
  const json = new TextEncoder().encode(`{${[`"__metadata__":${JSON.stringify(sorted)}`, ...entries].join(',')}}`)
  const length = Math.ceil(json.length / 8) * 8

  const bytes = new Uint8Array(8 + length + end)
  new DataView(bytes.buffer).setUint32(0, length, true)
  bytes.fill(0x20, 8 + json.length, 8 + length)
  bytes.set(json, 8)
  if (as !== 'F32') {
    putRounded(bytes.subarray(8 + length), list, as)
    return bytes
  }
  // Little-endian as the format, see DTYPES.F32; the header's padding aligns the data.
  const floats = new Float32Array(bytes.buffer, 8 + length)
  let at = 0
  for (const [, { data }] of list) {
    floats.set(data, at)
    at += data.length
  }
  return bytes
}

function putRounded(bytes: Uint8Array, list: readonly (readonly [string, TensorData])[], as: WrittenAs): void {
  let at = 0
  for (const [name, { data }] of list) {
    const large = as === 'F16' ? data.find((value) => Math.abs(value) >= 65_520) : undefined
    if (large !== undefined)
      throw new CourseError(
        'bad-argument',
        `Tensor "${name}" has the value ${large}, and the largest number of F16 is 65,504.`,
        'Write the model as F32 or BF16.',
      )
    const written = writeAs(data, as)
    bytes.set(written, at)
    at += written.length
  }
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
