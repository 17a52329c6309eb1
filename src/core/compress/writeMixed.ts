/** Writing safetensors whose tensors have different formats; floats come first, so that they stay aligned. */

export interface MixedTensor {
  name: string
  dtype: 'F32' | 'I8' | 'U8'
  shape: readonly number[]
  /** little-endian, row-major */
  bytes: Uint8Array
}

/** In the order given. Equal input gives equal bytes. */
export function writeMixedSafetensors(tensors: readonly MixedTensor[]): Uint8Array<ArrayBuffer> {
  let end = 0
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const from = end
    end += bytes.length
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [from, end] })}`
  })
  const json = new TextEncoder().encode(`{${['"__metadata__":{"format":"pt"}', ...entries].join(',')}}`)
  const length = Math.ceil(json.length / 8) * 8
  const file = new Uint8Array(8 + length + end)
  new DataView(file.buffer).setUint32(0, length, true)
  file.fill(0x20, 8 + json.length, 8 + length)
  file.set(json, 8)
  let at = 8 + length
  for (const { bytes } of tensors) {
    file.set(bytes, at)
    at += bytes.length
  }
  return file
}
