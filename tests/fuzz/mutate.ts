/** Broken variants of a valid input, each a pure function of a seed. */
import { hash32 } from '../../src/core/random.ts'

/** What tends to break parsers: nesting, prototypes, numbers at the edges, cut characters, NULs. */
const FRAGMENTS = [
  '{',
  '[',
  ']',
  '}',
  '"',
  '\\',
  '\\u0000',
  ':',
  ',',
  '['.repeat(200),
  '{"a":'.repeat(20),
  '"__proto__":{},',
  '"constructor":1,',
  '-1',
  '1e999',
  '-0',
  '0.5',
  '9007199254740993',
  '4294967296',
  '18446744073709551615',
  'NaN',
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '"F32"',
  '"\\ud800"',
  '\0',
  '\ufeff',
  '../',
  '<unk>',
].map((text) => new TextEncoder().encode(text))
const BYTES = [0, 1, 0x7f, 0x80, 0xff, 0xed, 0xf8, 0xc0]

/** Uniform whole numbers below n, from a seed. */
export function dice(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state + 0x9e3779b9) >>> 0
    return Math.floor((hash32(state) / 2 ** 32) * n)
  }
}

/** One to four changes: bits flipped, bytes set, removed, repeated or put in, the end cut off. */
export function mutate(valid: Uint8Array, seed: number): Uint8Array<ArrayBuffer> {
  const roll = dice(hash32(seed))
  let bytes = valid.slice() as Uint8Array<ArrayBuffer>
  for (let changes = 1 + roll(4); changes > 0; changes--) bytes = change(bytes, roll)
  return bytes
}

function change(bytes: Uint8Array<ArrayBuffer>, roll: (n: number) => number): Uint8Array<ArrayBuffer> {
  const at = roll(bytes.length)
  const span = 1 + roll(Math.min(32, bytes.length - at))
  switch (roll(7)) {
    case 0:
      return replace(bytes, at, 1, [(bytes[at] ?? 0) ^ (1 << roll(8))])
    case 1:
      return replace(bytes, at, 1, [BYTES[roll(BYTES.length)]!])
    case 2:
      return replace(bytes, at, span, [])
    case 3:
      return replace(bytes, at, 0, bytes.subarray(at, at + span))
    case 4:
      return replace(bytes, at, 0, FRAGMENTS[roll(FRAGMENTS.length)]!)
    case 5:
      return replace(bytes, at, span, FRAGMENTS[roll(FRAGMENTS.length)]!)
    default:
      return bytes.slice(0, at)
  }
}

function replace(bytes: Uint8Array, at: number, removed: number, added: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const rest = bytes.subarray(at + removed)
  const out = new Uint8Array(at + added.length + rest.length)
  out.set(bytes.subarray(0, at))
  out.set(added, at)
  out.set(rest, at + added.length)
  return out
}
