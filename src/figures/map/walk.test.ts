/** The keyboard reaches every part, and Space goes through the pass in its order. */
import { expect, test } from 'vitest'
import { layoutMap } from './layout.ts'
import { leaves, nextOperation, nextPart } from './walk.ts'

const config = { nLayer: 2, nHead: 2, nEmbd: 32, nCtx: 32, nVocab: 9, dropout: 0 }
const scene = layoutMap({ config, tokens: [...'abcde'], frame: { width: 1344, height: 712 } })

test('arrows reach every part from the first', () => {
  const seen = new Set<string>()
  const walk = (id: string | null): void => {
    for (const arrow of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
      const next = nextPart(scene, id, arrow)!.id
      if (seen.has(next)) continue
      seen.add(next)
      walk(next)
    }
  }
  walk(null)
  expect([...leaves(scene).map(({ id }) => id)].filter((id) => !seen.has(id))).toEqual([])
})

test('Space goes from the token to the probabilities, attention before the feed-forward layer', () => {
  const order: string[] = []
  for (let part = nextOperation(scene, null); part && order.at(-1) !== part.id; part = nextOperation(scene, part.id)) order.push(part.id)
  expect(order[0]).toBe('token')
  expect(order.at(-1)).toBe('probabilities')
  const at = (id: string) => order.indexOf(id)
  expect(at('h.0.before')).toBeLessThan(at('h.0.attn.query'))
  expect(at('h.0.attn.head.1')).toBeLessThan(at('h.0.attn.mix'))
  expect(at('h.0.mlp.bent')).toBeLessThan(at('h.1.before'))
  expect(nextOperation(scene, order[3]!, true)!.id).toBe(order[2])
})
