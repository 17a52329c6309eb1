/** Adapters' folders: names and shapes are those that PEFT makes, what PEFT writes is read, and what would mean something else is refused. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Tensors } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { elements } from '../plan/plan.ts'
import { normal, streamKey } from '../random.ts'
import { readAdapterFolder, writeAdapterFolder } from './adapterFolder.ts'
import { adapterParameters, type LoraSettings, TARGETS } from './lora.ts'

interface Golden {
  cases: { layout: string; config: { target_modules: string[]; r: number; lora_alpha: number }; tensors: Record<string, number[]> }[]
}
const { cases } = JSON.parse(readFileSync(new URL('../../../tests/golden/peft.json', import.meta.url), 'utf8')) as Golden

const sizes: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 8, nCtx: 5, nVocab: 7, dropout: 0 }
const configOf = (layout: string): ModelConfig => (layout === 'gpt2' ? { ...sizes, variant: { norm: 'pre' } } : sizes)
const settings: LoraSettings = { rank: 2, alpha: 3, targets: TARGETS }

const adaptersOf = (config: ModelConfig, of: LoraSettings): Tensors =>
  new Map(
    adapterParameters(config, of).map(({ name, shape }, stream) => [
      name,
      { shape, data: Float32Array.from({ length: elements(shape) }, (_, i) => normal(streamKey(8, 0, stream), i)) },
    ]),
  )

const text = (folder: ReadonlyMap<string, Uint8Array>, name: string): string => new TextDecoder().decode(folder.get(name))

/** Names and shapes in a safetensors file. */
function header(folder: ReadonlyMap<string, Uint8Array>): Record<string, number[]> {
  const bytes = folder.get('adapter_model.safetensors')!
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const entries = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<string, { shape: number[] }>
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([name]) => name !== '__metadata__')
      .map(([name, { shape }]) => [name, shape]),
  )
}

describe('an adapter folder', () => {
  it.each(cases.map((golden) => [`${golden.layout}, ${golden.config.target_modules}`, golden] as const))(
    'holds what PEFT holds, and is read with the settings that PEFT writes: %s',
    (_, golden) => {
      const config = configOf(golden.layout)
      const targets = TARGETS.filter((target) =>
        golden.config.target_modules.some((name) => target === name || target.endsWith(`.${name}`)),
      )
      const adapters = adaptersOf(config, { ...settings, targets })
      const folder = writeAdapterFolder(adapters, { ...settings, targets })
      expect(header(folder)).toEqual(golden.tensors)
      folder.set('adapter_config.json', new TextEncoder().encode(JSON.stringify(golden.config)))
      expect(readAdapterFolder(folder, config)).toEqual({ adapters, settings: { ...settings, targets } })
    },
  )

  it('comes back, and says itself only what PEFT knows', () => {
    const adapters = adaptersOf(sizes, settings)
    const folder = writeAdapterFolder(adapters, settings)
    expect(readAdapterFolder(folder, sizes)).toEqual({ adapters, settings })
    const written = JSON.parse(text(folder, 'adapter_config.json')) as object
    expect(Object.keys(cases[0]!.config)).toEqual(expect.arrayContaining(Object.keys(written)))
  })

  it.each([
    [{ use_rslora: true }, 'use_rslora: is not supported'],
    [{ rank_pattern: { c_fc: 8 } }, 'rank_pattern: is not supported'],
    [{ target_modules: ['q_proj'] }, 'adapts "q_proj"'],
    [{ r: 3 }, 'make it [3,8]'],
    [{ peft_type: 'IA3' }, 'must be "LORA"'],
  ])('that means something else is refused: %o', (change, message) => {
    const folder = writeAdapterFolder(adaptersOf(sizes, settings), settings)
    folder.set('adapter_config.json', new TextEncoder().encode(JSON.stringify({ ...cases[0]!.config, ...change })))
    expect(() => readAdapterFolder(folder, sizes)).toThrow(message)
  })

  it('of another model is refused', () => {
    const folder = writeAdapterFolder(adaptersOf(sizes, settings), settings)
    expect(() => readAdapterFolder(folder, { ...sizes, nEmbd: 16 })).toThrow('the model make it')
  })
})
