/** WGSL for a packed matrix: one of its numbers as a float. */
import { groupsOf, type Packing, wordsOf } from './reference.ts'

/** `<name>_at(row, column)` of the packed matrix in the bindings `<name>` (i32) and `<name>_scales`. */
export const unpackCode = (name: string, columns: number, packing: Packing): string => {
  const perWord = 32 / packing.bits
  return `
fn ${name}_at(row: u32, column: u32) -> f32 {
  let word = ${name}[row * ${wordsOf(columns, packing)}u + column / ${perWord}u];
  let q = extractBits(word, (column % ${perWord}u) * ${packing.bits}u, ${packing.bits}u);
  return f32(q) * ${name}_scales[row * ${groupsOf(columns, packing)}u + column / ${packing.group}u];
}
`
}
