/** The zip of everything: read back as it was written, merged without loss, refused where it is none. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { nothing } from '../learning/record.ts'
import { type Backup, BackupError, packBackup, unpackBackup } from './backup.ts'

const learning = nothing()
learning.notes['start/a'] = { text: 'a thought', at: 5 }
learning.answers['start/a#q'] = { tried: [1, 'two', [2, 1]], right: true, at: 6 }
const backup: Backup = {
  learning,
  theme: 'dark',
  texts: [{ title: 'Ein Lied', content: 'Röslein auf der Heiden' }],
  models: [
    { name: '4 → 6 layers, bpe-512', step: 300, files: { 'config.json': strToU8('{}'), 'model.safetensors': Uint8Array.of(0, 255, 7) } },
    { name: '../..', step: 1, files: { 'config.json': strToU8('{"n":1}') } },
  ],
}
const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))

describe('a backup', () => {
  const packed = packBackup(backup, new Date('2026-11-22T12:00:00Z'))

  it('is read back as it was written', () => expect(unpackBackup(packed)).toEqual({ ...backup, left: 0 }))

  it('names its folders by what they hold, and never above itself', () => {
    const names = [...new TextDecoder('latin1').decode(packed).matchAll(/models\/[\w./-]+/g)].map(([name]) => name)
    expect(names).toContain('models/1-4-to-6-layers-bpe-512/config.json')
    expect(names).toContain('models/2-model/config.json')
  })

  it('keeps what is valid when a part of it is not', () => {
    const damaged = {
      format: 'pathway-to-gpt',
      version: 1,
      learning: { notes: { 'start/a': { text: 'kept', at: 1 }, 'start/b': 3 }, later: { x: 1 } },
      theme: 'pink',
    }
    const read = unpackBackup(zip({ 'pathway.json': JSON.stringify(damaged) }))
    expect(read.learning.notes).toEqual({ 'start/a': { text: 'kept', at: 1 } })
    expect(read).toMatchObject({ left: 2, theme: null, texts: [], models: [] })
  })

  it.each([
    ['no zip', strToU8('hello'), /not a zip/],
    ['a zip that is cut off', packed.slice(0, -30), /not a zip/],
    ['a zip of something else', zip({ 'a.txt': 'x' }), /holds no pathway.json/],
    ['another format', zip({ 'pathway.json': '{"format":"other","version":1}' }), /not one that this course wrote/],
    ['no JSON', zip({ 'pathway.json': '{' }), /not one that this course wrote/],
  ])('%s is refused', (_, bytes, reason) => {
    expect(() => unpackBackup(bytes)).toThrow(BackupError)
    expect(() => unpackBackup(bytes)).toThrow(reason)
  })
})
