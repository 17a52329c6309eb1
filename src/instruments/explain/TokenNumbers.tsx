/** Numbers about vectors of tokens, to be pressed: a cosine, a coordinate on the plane, and how much of the variance the plane holds. */
import { fixed, int, share, visible } from '../../ui/format.ts'
import { DerivedNumber } from './DerivedNumber.tsx'
import type { Components } from '../pca.ts'
import { Sum } from './Sum.tsx'
import { productsOf, totalOf } from './terms.ts'
import { cosine, type Vectors, vectorOf } from '../vectors.ts'

export function Cosine({ vectors, a, b, shown }: { vectors: Vectors; a: number; b: number; shown: string }) {
  const [first, second] = [visible(vectors.names[a]!), visible(vectors.names[b]!)]
  return (
    <DerivedNumber name={`cosine of ${first} and ${second}`} shown={shown} formula="a·b / (|a| |b|)">
      <CosineParts a={vectorOf(vectors, a)} b={vectorOf(vectors, b)} />
    </DerivedNumber>
  )
}

function CosineParts({ a, b }: { a: readonly number[]; b: readonly number[] }) {
  const terms = productsOf(a, b, (i) => `number ${i}`)
  const dot = totalOf(terms)
  return (
    <>
      <Sum caption={`a·b, ${int(terms.length)} products`} terms={terms} />
      {fixed(dot, 3)} / ({fixed(lengthOf(a), 3)} · {fixed(lengthOf(b), 3)}) = {fixed(cosine(a, b), 3)}
    </>
  )
}

const lengthOf = (v: readonly number[]): number => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0))

export interface OnPlane {
  vectors: Vectors
  components: Components
}

export function Coordinate({ vectors, components, token, axis }: OnPlane & { token: number; axis: number }) {
  const along = axis === 0 ? 'first' : 'second'
  return (
    <DerivedNumber
      name={`${visible(vectors.names[token]!)} along the ${along} component`}
      shown={fixed(components.coordinates[2 * token + axis]!)}
      formula="(v − mean of all shown) · the component’s direction"
    >
      <Projection vectors={vectors} components={components} token={token} axis={axis} />
    </DerivedNumber>
  )
}

function Projection({ vectors, components: { axes, mean }, token, axis }: OnPlane & { token: number; axis: number }) {
  const apart = vectorOf(vectors, token).map((value, i) => value - mean[i]!)
  return <Sum caption={`${int(apart.length)} products`} terms={productsOf(apart, axes[axis]!, (i) => `number ${i}`)} />
}

export function PlaneShare({ vectors, components }: OnPlane) {
  const held = components.shares.reduce((a, b) => a + b, 0)
  return (
    <DerivedNumber
      name="share of the variance"
      shown={share(held, 2)}
      formula="(variance along the first + along the second) / variance of all numbers"
    >
      <Variances vectors={vectors} components={components} />
    </DerivedNumber>
  )
}

function Variances({ vectors, components: { coordinates, mean } }: OnPlane) {
  const N = vectors.names.length
  const along = [0, 1].map((axis) => vectors.names.reduce((sum, _, i) => sum + coordinates[2 * i + axis]! ** 2, 0) / N)
  const total =
    vectors.names.reduce((sum, _, i) => sum + vectorOf(vectors, i).reduce((all, value, c) => all + (value - mean[c]!) ** 2, 0), 0) / N
  return (
    <>
      ({fixed(along[0]!, 4)} + {fixed(along[1]!, 4)}) / {fixed(total, 4)} = {share((along[0]! + along[1]!) / total, 3)}
    </>
  )
}
