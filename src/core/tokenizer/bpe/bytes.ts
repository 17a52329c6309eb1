/** GPT-2's view of a text: bytes, each written as a visible character, in words that keep the space before them. */

/** `'s`, ` word`, ` 12`, ` ?!`, white space: (Radford et al. 2019); the last space before a word goes with the word. */
const WORD =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu

/** Parts that joined give the text, bit by bit the same. */
export function byteWords(text: string): string[] {
  return text.match(WORD) ?? []
}

/** Byte → the character that stands for it: itself where it is visible in Latin-1, else one from U+0100 on ("Ġ" is the space). */
export const CHARACTER_OF_BYTE: readonly string[] = alphabet()

/** The same characters in the order of their code points, which is the order of GPT-2's first 256 ids. */
export const BYTE_ALPHABET: readonly string[] = [...CHARACTER_OF_BYTE].sort()

const BYTE_OF_CHARACTER = new Map(CHARACTER_OF_BYTE.map((character, byte) => [character, byte]))
const encoder = new TextEncoder()

/** A text's UTF-8 bytes, each as its character. Half of a surrogate pair becomes U+FFFD. */
export function bytesAsCharacters(text: string): string[] {
  return Array.from(encoder.encode(text), (byte) => CHARACTER_OF_BYTE[byte]!)
}

/** The bytes that a token stands for; null where it is not made of the alphabet's characters. */
export function bytesOfToken(token: string): Uint8Array | null {
  const bytes = new Uint8Array(token.length)
  for (let i = 0; i < token.length; i++) {
    const byte = BYTE_OF_CHARACTER.get(token[i]!)
    if (byte === undefined) return null
    bytes[i] = byte
  }
  return bytes
}

function alphabet(): string[] {
  let hidden = 0x100
  const visible = (byte: number) => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(visible(byte) ? byte : hidden++))
}
