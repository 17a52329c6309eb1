/** Numbers of the table of pairs, to be pressed: a smoothed share, its surprise, and the marks of the whole table. */
import { fixed, int, share, visible } from '../../../ui/format.ts'
import { DerivedNumber } from '../../../instruments/explain/DerivedNumber.tsx'
import { type Bigram, probability } from './counts.ts'

export interface OfPair {
  bigram: Bigram
  /** the character before, and the one after */
  row: number
  id: number
}

const FORMULA = '(times + d · s) / (n + d)'

export function PairShare(of: OfPair) {
  const p = probability(of.bigram, of.row, of.id)
  return (
    <DerivedNumber name={nameOf('share', of)} shown={share(p)} formula={FORMULA}>
      <Smoothed {...of} />
    </DerivedNumber>
  )
}

export function PairBits(of: OfPair) {
  const p = probability(of.bigram, of.row, of.id)
  return (
    <DerivedNumber name={nameOf('surprise', of)} shown={fixed(-Math.log2(p))} formula={`−log₂ of the share, ${FORMULA}`}>
      <Smoothed {...of} />
      <br />
      −log₂ {fixed(p, 4)} = {fixed(-Math.log2(p))}
    </DerivedNumber>
  )
}

const nameOf = (what: string, { bigram: { vocabulary }, row, id }: OfPair): string =>
  `${what} of ${visible(vocabulary[id]!)} after ${visible(vocabulary[row]!)}`

/** As Witten and Bell smooth it: what d different followers make likely is left to the single characters. */
function Smoothed({ bigram: { vocabulary, counts, totals, followers, single }, row, id }: OfPair) {
  const [n, d, s] = [totals[row]!, followers[row]!, single[id]!]
  const times = counts[row * vocabulary.length + id]!
  return (
    <>
      n = {int(n)} times before d = {int(d)} different characters; s = {fixed(s, 4)} is the share of {visible(vocabulary[id]!)} among all
      <br />({int(times)} + {int(d)} · {fixed(s, 4)}) / ({int(n)} + {int(d)}) = {fixed((times + d * s) / (n + d), 4)}
    </>
  )
}

export function UniformBits({ characters, bits }: { characters: number; bits: number }) {
  return (
    <DerivedNumber name="bits of a guess" shown={fixed(bits)} formula="log₂ of the number of characters, <unk> among them">
      log₂ {int(characters)} = {fixed(Math.log2(characters), 3)}
    </DerivedNumber>
  )
}

export function Perplexity({ bits, perplexity }: { bits: number; perplexity: number }) {
  return (
    <DerivedNumber name="perplexity of pairs" shown={fixed(perplexity, 1)} formula="2 to the power of the bits">
      2^{fixed(bits, 4)} = {fixed(2 ** bits, 2)}
    </DerivedNumber>
  )
}
