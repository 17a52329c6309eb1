/** What this Node's WebAssembly can do. */
import { setFlagsFromString } from 'node:v8'

/** True if `f32x4.relaxed_madd` compiles: then multiply-adds are fused. Node 20 has it behind a flag, later ones by default. */
export function relaxedSimd(): boolean {
  setFlagsFromString('--experimental-wasm-relaxed-simd')
  const type = [1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b] // (v128, v128, v128) -> v128
  const code = [10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 0x02, 0x0b]
  return WebAssembly.validate(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, 3, 2, 1, 0, ...code]))
}
