/** The number formats of safetensors that are read, all turned into 32-bit floats. */

interface Dtype {
  /** bytes an element */
  bytes: number
  /** Little-endian numbers from `at` on, as floats. */
  read(view: DataView, at: number, n: number): Float32Array
}

const each = (bytes: number, one: (view: DataView, at: number) => number): Dtype => ({
  bytes,
  read(view, at, n) {
    const out = new Float32Array(n)
    for (let i = 0; i < n; i++) out[i] = one(view, at + i * bytes)
    return out
  },
})

const bits = new DataView(new ArrayBuffer(4))

/** bfloat16 is the upper half of a float. */
function bfloat16(half: number): number {
  bits.setUint32(0, half * 0x10000)
  return bits.getFloat32(0)
}

/** IEEE 754 binary16: 1 sign, 5 exponent (bias 15) and 10 fraction bits. */
function float16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25))
}

export const DTYPES = {
  // The common case is one copy: every engine that runs WebAssembly or WebGPU stores floats little-endian, as the format does.
  F32: {
    bytes: 4,
    read: (view, at, n) => new Float32Array(view.buffer.slice(view.byteOffset + at, view.byteOffset + at + 4 * n) as ArrayBuffer),
  },
  F16: each(2, (view, at) => float16(view.getUint16(at, true))),
  BF16: each(2, (view, at) => bfloat16(view.getUint16(at, true))),
  F64: each(8, (view, at) => view.getFloat64(at, true)),
  I64: each(8, (view, at) => Number(view.getBigInt64(at, true))),
  I32: each(4, (view, at) => view.getInt32(at, true)),
  U8: each(1, (view, at) => view.getUint8(at)),
  BOOL: each(1, (view, at) => view.getUint8(at)),
} satisfies Record<string, Dtype>

export type DtypeName = keyof typeof DTYPES

export const isDtype = (name: string): name is DtypeName => Object.hasOwn(DTYPES, name)
