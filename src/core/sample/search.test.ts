/** Beams and exact search against all texts there are, written out, on models with few tokens. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelConfig } from '../config.ts'
import { modelLayout } from '../model/plans.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import { Decoder } from './decoder.ts'
import { generate } from './generate.ts'
import { continuationsOf, drawnPath, logProbabilities } from './paths.ts'
import { beamSearch, type Continuations, exactSearch, type SearchSettings } from './search.ts'

const V = 4

/** A model whose next token depends on all before it, differently for each seed. */
const toy =
  (seed: number): Continuations =>
  async (ids) => {
    const place = ids.reduce((code, id) => code * V + id + 1, 0)
    const logits = Array.from({ length: V }, (_, id) => 2 * normal(streamKey(seed, place, 0), id))
    return logProbabilities(logits, { tokens: V, never: -1 })
  }

/** The score of the best of all texts, by looking at each. */
async function bruteForce(next: Continuations, settings: SearchSettings, ids: number[] = [], sum = 0): Promise<number> {
  if (ids.length === settings.tokens || ids.at(-1) === (settings.end ?? -1)) return sum / ids.length ** settings.lengthPenalty
  const more = await next(ids)
  const all = await Promise.all(Array.from({ length: V }, (_, id) => bruteForce(next, settings, [...ids, id], sum + more[id]!)))
  return Math.max(...all)
}

async function greedy(next: Continuations, { tokens, end }: SearchSettings): Promise<number[]> {
  const ids: number[] = []
  while (ids.length < tokens && ids.at(-1) !== (end ?? -1)) {
    const more = Array.from(await next(ids))
    ids.push(more.indexOf(Math.max(...more)))
  }
  return ids
}

const settings = fc.record({
  tokens: fc.integer({ min: 1, max: 4 }),
  lengthPenalty: fc.constantFrom(0, 0.5, 1, 2),
  end: fc.constantFrom(null, 0, 3),
})
const found = async (next: Continuations, given: SearchSettings) => (await beamSearch(next, given)).at(-1)!

describe('beam search', () => {
  it('with one beam is greedy', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), settings, async (seed, given) => {
        const [best] = await found(toy(seed), { ...given, tokens: 2 * given.tokens, beams: 1 })
        expect(best!.ids).toEqual(await greedy(toy(seed), { ...given, tokens: 2 * given.tokens, beams: 1 }))
      }),
    )
  })

  it('with as many beams as there are texts finds the best of all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), settings, async (seed, given) => {
        const all = { ...given, beams: V ** given.tokens }
        const [best] = await found(toy(seed), all)
        expect(best!.score).toBeCloseTo(await bruteForce(toy(seed), all), 10)
      }),
    )
  })

  it('keeps at each step so many, best first, each with the sum of its own probabilities', async () => {
    const steps = await beamSearch(toy(7), { tokens: 5, beams: 3, lengthPenalty: 1, end: 2 })
    for (const [i, kept] of steps.entries()) {
      expect(kept.length).toBe(3)
      expect(kept.map(({ score }) => score)).toEqual(kept.map(({ score }) => score).sort((a, b) => b - a))
      for (const path of kept) {
        expect(path.ids.length).toBe(path.ended ? path.ids.indexOf(2) + 1 : i + 1)
        expect(path.sum).toBeCloseTo(
          path.logProbabilities.reduce((a, b) => a + b, 0),
          12,
        )
        expect(path.score).toBeCloseTo(path.sum / path.ids.length, 12)
      }
    }
  })

  it.each([
    [{ beams: 0 }, 'There are 0 beams'],
    [{ tokens: 0 }, 'A search for 0 tokens'],
    [{ lengthPenalty: -1 }, 'The length penalty is -1'],
  ])('refuses %o', async (bad, words) => {
    await expect(beamSearch(toy(1), { tokens: 3, beams: 2, lengthPenalty: 0, end: null, ...bad })).rejects.toThrow(words)
  })
})

describe('exact search', () => {
  it('finds the best of all, whatever the length penalty', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), settings, async (seed, given) => {
        const all = { ...given, beams: 1 }
        const { best, readings } = await exactSearch(toy(seed), all, V ** given.tokens)
        expect(best!.score).toBeCloseTo(await bruteForce(toy(seed), all), 10)
        expect(readings).toBeLessThanOrEqual((V ** given.tokens - 1) / (V - 1))
      }),
    )
  })

  it('gives up after as many readings as are allowed', async () => {
    expect(await exactSearch(toy(1), { tokens: 4, beams: 1, lengthPenalty: 0, end: null }, 3)).toEqual({ best: null, readings: 3 })
  })
})

describe('on a model', () => {
  const config: ModelConfig = { nLayer: 1, nHead: 2, nEmbd: 8, nCtx: 6, nVocab: 7, dropout: 0 }
  const open = async (drawable?: { size: number; unkId: number }) => {
    const layout = modelLayout(config)
    const store = await createReferenceRuntime().createStore(layout)
    store.write(
      'weight',
      Float32Array.from({ length: layout.size }, (_, i) => 0.6 * normal(streamKey(5, 0, 0), i)),
    )
    return Decoder.create(store, config, layout, drawable)
  }
  const search = { tokens: 8, beams: 1, lengthPenalty: 1, end: null }

  it('one beam writes what temperature 0 writes, past the context too', async () => {
    const decoder = await open()
    const [best] = (await beamSearch(continuationsOf(decoder, [1, 2]), search)).at(-1)!
    const written: number[] = []
    for await (const { id } of generate(decoder, [1, 2], 8, { temperature: 0, topK: 0, topP: 1, seed: 1 })) written.push(id)
    expect(best!.ids).toEqual(written)
  })

  it('a drawn path is the text that is sampled, with filters that the device lacks too', async () => {
    const decoder = await open()
    for (const more of [{}, { minP: 0.2, repetitionPenalty: 1.5 }]) {
      const sampling = { temperature: 1.2, topK: 0, topP: 0.9, seed: 3, ...more }
      const { ids, sum } = await drawnPath(decoder, [1, 2], search, sampling)
      const written: number[] = []
      for await (const { id } of generate(decoder, [1, 2], 8, sampling)) written.push(id)
      expect(ids).toEqual(written)
      expect(sum).toBeLessThan(0)
    }
  })

  it('never takes a token that has no text', async () => {
    const steps = await beamSearch(continuationsOf(await open({ size: 6, unkId: 2 }), [1]), { ...search, beams: 20 })
    expect(steps.flat().some(({ ids }) => ids.includes(2) || ids.includes(6))).toBe(false)
    expect(steps[0]).toHaveLength(5)
  })
})
