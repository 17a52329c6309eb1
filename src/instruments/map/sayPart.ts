/** What is said of the part that is walked to, with its numbers. */
import type { Numbers } from '../../figures/map/data.ts'
import type { Part, Scene } from '../../figures/map/scene.ts'
import { operationOf } from '../../figures/map/walk.ts'
import { fixed, share, visible } from '../../ui/format.ts'

interface Said {
  scene: Scene
  tokens: readonly string[]
  activations: ReadonlyMap<string, Numbers>
  pre: boolean
}

/** "block 2, head 1, row a: n .381, n .274"; of other parts what happens there. */
export function sayPart(part: Part, { scene, tokens, activations, pre }: Said, row = tokens.length - 1): string {
  const shares = scene.tensors.find(({ kind, part: id }) => kind === 'shares' && id === part.id)
  if (!shares) {
    const operation = operationOf(part.id, pre)
    return [part.name, part.size, operation].filter(Boolean).join('; ')
  }
  const best = readsMost(activations.get(shares.name), shares.rows[0] + row, row)
  return `${part.name}, row ${visible(tokens[row]!)}: ${best.map(({ j, a }) => `${visible(tokens[j]!)} ${share(a)}`).join(', ')}`
}

/** Whom a row reads most, at most three with a share worth naming. */
export function readsMost(numbers: Numbers | undefined, row: number, last: number): { j: number; a: number }[] {
  if (!numbers) return []
  return Array.from({ length: last + 1 }, (_, j) => ({ j, a: numbers.data[row * numbers.width + j]! }))
    .sort((x, y) => y.a - x.a)
    .slice(0, 3)
    .filter(({ a }, i) => i === 0 || a > 0.05)
}

/** Of an open head: how far back it looks on this text, and what its last row reads. Computed, never recorded. */
export function sayHead(layer: number, head: number, tokens: readonly string[], numbers: Numbers | undefined): string[] {
  if (!numbers) return []
  const T = tokens.length
  let [back, self, first] = [0, 0, 0]
  for (let i = 0; i < T; i++)
    for (let j = 0; j <= i; j++) {
      const a = numbers.data[(head * T + i) * numbers.width + j]!
      back += a * (i - j)
      if (i === j) self += a
      if (j === 0) first += a
    }
  const best = readsMost(numbers, head * T + T - 1, T - 1)
  const named = best.map(({ j, a }) => `${visible(tokens[j]!)} (${T - 1 - j} back, ${share(a)})`)
  return [
    `On this text head ${head} of block ${layer} looks ${fixed(back / T, 1)} letters back on average; ${share(self / T, 2)} of its reading is of the letter itself, ${share(first / T, 2)} of the first one.`,
    `At the final ${visible(tokens[T - 1]!)} it reads ${named.join(', ')}.`,
  ]
}
