/** The number formats of safetensors: all that are read, turned into 32-bit floats, and those that floats are written in. */
import { fromFloat16, toFloat16 } from '../float16.ts'

interface Dtype {
  /** bytes an element */
  bytes: number
  /** may be a weight; the others are masks and position numbers */
  float: boolean
  /** Little-endian numbers, as floats. The bytes may become the result: they are the reader's own. */
  read(bytes: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer>
}

const each = (bytes: number, float: boolean, one: (view: DataView, at: number) => number): Dtype => ({
  bytes,
  float,
  read(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    const out = new Float32Array(data.byteLength / bytes)
    for (let i = 0; i < out.length; i++) out[i] = one(view, i * bytes)
    return out
  },
})

// Where typed arrays look straight at the bytes: every engine that runs WebAssembly or WebGPU stores numbers little-endian, as the format does.
const halves = (data: Uint8Array<ArrayBuffer>): Uint16Array =>
  data.byteOffset % 2 === 0 ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : new Uint16Array(data.slice().buffer)

/** bfloat16 is the upper half of a float. */
function fromBfloat16(data: Uint8Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const from = halves(data)
  const bits = new Uint32Array(from.length)
  for (let i = 0; i < bits.length; i++) bits[i] = from[i]! << 16
  return new Float32Array(bits.buffer)
}

export const DTYPES = {
  F32: {
    bytes: 4,
    float: true,
    // The common case is no copy at all.
    read: (data) =>
      data.byteOffset % 4 === 0
        ? new Float32Array(data.buffer, data.byteOffset, data.byteLength / 4)
        : new Float32Array(data.slice().buffer),
  },
  F16: { bytes: 2, float: true, read: (data) => fromFloat16(halves(data)) },
  BF16: { bytes: 2, float: true, read: fromBfloat16 },
  F64: each(8, true, (view, at) => view.getFloat64(at, true)),
  I64: each(8, false, (view, at) => Number(view.getBigInt64(at, true))),
  I32: each(4, false, (view, at) => view.getInt32(at, true)),
  I8: each(1, false, (view, at) => view.getInt8(at)),
  U8: each(1, false, (view, at) => view.getUint8(at)),
  BOOL: each(1, false, (view, at) => view.getUint8(at)),
} satisfies Record<string, Dtype>

export type DtypeName = keyof typeof DTYPES

export const isDtype = (name: string): name is DtypeName => Object.hasOwn(DTYPES, name)

/** What weights are written in. Halves and bfloat16 round to the nearest, ties to the even one. */
export type WrittenAs = 'F32' | 'F16' | 'BF16'

/** As many bytes of `as` as the values take, little-endian. */
export function writeAs(values: Float32Array, as: WrittenAs): Uint8Array<ArrayBuffer> {
  if (as === 'F32') return new Uint8Array(values.slice().buffer)
  return new Uint8Array((as === 'F16' ? toFloat16(values) : toBfloat16(values)).buffer)
}

/** The upper half of each float, rounded by what is cut off. */
function toBfloat16(values: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(values.slice().buffer)
  return Uint16Array.from(bits, (word) => (word + 0x7fff + ((word >>> 16) & 1)) >>> 16)
}
