/** Whole numbers of a few bits, moved between the places of 8 or 4 bits in which kernels read them and a row of a file, where nothing is left free. */

export interface Stream {
  rows: number
  columns: number
  /** of a number, two's complement */
  bits: number
  /** bits from one number to the next where kernels read it: 8 or 4 */
  places: number
}

const bytesOf = (columns: number, bits: number): number => Math.ceil((columns * bits) / 8)

/** Bytes of a row in words of 32 bits. */
const wordBytes = (columns: number, places: number): number => 4 * Math.ceil((columns * places) / 32)

/** Rows of whole words → rows of whole bytes, the lower bits first. */
export function narrowed(from: Uint8Array, { rows, columns, bits, places }: Stream): Uint8Array {
  const [read, write] = [wordBytes(columns, places), bytesOf(columns, bits)]
  const into = new Uint8Array(rows * write)
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < columns; k++) {
      const number = from[row * read + ((k * places) >> 3)]! >> ((k * places) & 7)
      put(into, 8 * row * write + k * bits, number & (2 ** bits - 1), bits)
    }
  return into
}

/** Back again, with the sign in the bits that were left out. */
export function widened(from: Uint8Array, into: Uint8Array, { rows, columns, bits, places }: Stream): void {
  const [write, read] = [wordBytes(columns, places), bytesOf(columns, bits)]
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < columns; k++) {
      const at = 8 * row * read + k * bits
      const two = from[at >> 3]! | ((from[(at >> 3) + 1] ?? 0) << 8)
      const number = ((two >> (at & 7)) << (32 - bits)) >> (32 - bits)
      put(into, 8 * row * write + k * places, number & (2 ** places - 1), places)
    }
}

/** A number lies in one byte or reaches into the next. */
function put(into: Uint8Array, at: number, number: number, bits: number): void {
  const shifted = number << (at & 7)
  into[at >> 3]! |= shifted & 255
  if ((at & 7) + bits > 8) into[(at >> 3) + 1]! |= shifted >> 8
}
