/** Every checkpoint in public/ is what its entry says, and says of itself what is so. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parameterCount } from '../core/config.ts'
import { SHIPPED_MODELS } from '../worker/shipped.ts'
import { readFolder, readModel } from './folder.ts'
import { CHATBOT } from './pretrainChatbot.ts'
import { RETELLER } from './pretrainReteller.ts'
import { findShipped, SHIPPED } from './shipped.ts'
import { loadText } from './text.ts'

const folder = join(import.meta.dirname, '../../public/checkpoints')

describe.each(SHIPPED)('$id', (entry) => {
  const model = readModel(join(folder, entry.id))

  it('has the sizes, the settings and the text of its entry', async () => {
    expect(model.config).toEqual({ ...entry.sizes, nVocab: model.tokenizer.size })
    expect(model.run?.settings).toEqual(entry.settings)
    const { corpus } = await loadText(entry.text)
    expect(model.run?.corpus).toEqual({ ...corpus, title: entry.learnedFrom ?? corpus.title })
    expect(model.tokenizer.encode(entry.alphabet).includes(model.tokenizer.unkId ?? -1)).toBe(false)
  })

  it('is small, beats the bigram by far, and its README says the same as its record', () => {
    const { config, run } = model
    expect(statSync(join(folder, entry.id, 'model.safetensors')).size).toBeLessThanOrEqual(entry.bits ? 1_000_000 : 2_000_000)
    const last = run!.evaluations.at(-1)!
    expect(last.step).toBe(entry.settings.steps)
    expect(last.valLoss).toBeLessThan(run!.bigramLoss * 0.7)
    const card = new TextDecoder().decode(readFolder(join(folder, entry.id)).get('README.md'))
    for (const said of [
      last.valLoss.toFixed(4),
      last.bitsPerCharacter.toFixed(4),
      run!.bigramLoss.toFixed(4),
      String(parameterCount(config)),
      run!.corpus.sha256,
    ])
      expect(card).toContain(said)
  })
})

describe('the shipped checkpoints', () => {
  it('are those that the page offers, the one that retells and the one that answers, no more and no fewer', () => {
    expect(SHIPPED.map(({ id }) => id)).toEqual(SHIPPED_MODELS.map(({ id }) => id))
    expect(readdirSync(folder).sort()).toEqual([...SHIPPED.map(({ id }) => id), RETELLER, CHATBOT].sort())
  })

  it('an unknown one is told which there are', () => {
    expect(() => findShipped('worlds')).toThrowError(expect.objectContaining({ code: 'not-found', hint: expect.stringContaining('world') }))
    expect(() => findShipped(undefined)).toThrow(/No checkpoint/)
  })
})
