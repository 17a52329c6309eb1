/** Files that are not what they should be: each is told by its first bytes, its size or its names, and the person hears what to do. */
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { hubFolder } from '../../../tests/support/hubFolder.ts'
import { type Model, type ModelFolder, readModelFolder } from './hfFolder.ts'
import { readModelSources } from './readFolder.ts'
import { readSafetensors, type StoredTensor, writeSafetensors } from './safetensors.ts'
import { inMemory } from './source.ts'
import { openFile, unzipFolder } from './zip.ts'

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const latin = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (character) => character.charCodeAt(0))
const { files, model } = hubFolder()
const without = (folder: ModelFolder, ...names: string[]) => new Map([...folder].filter(([name]) => !names.includes(name)))
const plain = without(files, 'README.md', 'rust_model.ot', 'pytorch_model.bin')
const pointer =
  'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 466391584\n'
const numbers = ({ weights }: Model) => Object.fromEntries([...weights].map(([name, { data }]) => [name, [...data]]))

const kinds: [name: string, bytes: Uint8Array, says: RegExp][] = [
  ['a pickle of old', latin(`\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.`), /a Python pickle/],
  ['a pickle in a zip', zipSync({ 'archive/data.pkl': utf8('x'), 'archive/data/0': utf8('y') }), /a Python pickle/],
  ['a page', utf8('<!DOCTYPE html>\n<html><title>Log in</title></html>'), /a web page .* login/],
  ['a page after white space', utf8('\ufeff\n  <HTML lang="en">'), /a web page/],
  ['an error in XML', utf8('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'), /a web page/],
  ['a Git-LFS pointer', utf8(pointer), /a Git-LFS pointer: .* 466391584 bytes/],
  ['GGUF', latin('GGUF\x03\0\0\0\x22\x01\0\0\0\0\0\0'), /GGUF/],
  ['gzip', latin('\x1f\x8b\x08\0\0\0\0\0\0\x03'), /packed by gzip/],
  ['7z', latin("7z\xbc\xaf'\x1c\0\x04"), /a 7z archive/],
  ['rar', latin('Rar!\x1a\x07\x01\0'), /a RAR archive/],
  ['tar', Uint8Array.from([...latin('model/config.json'), ...new Uint8Array(240), ...latin('ustar\x0000')]), /a tar archive/],
  ['npy', latin("\x93NUMPY\x01\0v\0{'descr': '<f4'"), /NumPy/],
  ['npz', zipSync({ 'arr_0.npy': utf8('x') }), /\.npz of NumPy/],
  ['ONNX', latin('\x08\x07\x12\x07pytorch\x1a\x051.9.0'), /an ONNX model/],
  ['HDF5', latin('\x89HDF\r\n\x1a\n\0\0\0\0'), /an HDF5 file/],
  ['Keras', zipSync({ 'metadata.json': utf8('{}'), 'config.json': utf8('{}'), 'model.weights.h5': utf8('x') }), /\.keras model/],
  ['zeros', new Uint8Array(4096), /all zeros/],
]

describe('told by its first bytes', () => {
  it.each(kinds)('%s in the place of the weights', async (_, bytes, says) => {
    const folder = new Map(files).set('model.safetensors', bytes as Uint8Array<ArrayBuffer>)
    expect(() => readModelFolder(folder)).toThrowError(
      expect.objectContaining({
        code: 'bad-checkpoint',
        message: expect.stringMatching(new RegExp(`^model\\.safetensors is .*${says.source}`)),
        hint: expect.stringMatching(/\w.*Nothing was loaded\.$/),
      }),
    )
  })

  it.each(kinds)('%s chosen by itself', async (_, bytes, says) => {
    const opened = openFile('download.bin', inMemory(bytes)).then(readModelSources)
    await expect(opened).rejects.toThrowError(expect.objectContaining({ code: 'bad-checkpoint', message: expect.stringMatching(says) }))
  })

  it.each(['config.json', 'tokenizer.json'])('a page or a pointer in the place of %s', (name) => {
    expect(() => readModelFolder(new Map(files).set(name, utf8('<html>')))).toThrowError(`${name} is a web page`)
    expect(() => readModelFolder(new Map(files).set(name, utf8(pointer)))).toThrowError(`${name} is a Git-LFS pointer`)
  })

  it('weights without their config, and adapters', async () => {
    const alone = openFile('gpt.safetensors', inMemory(files.get('model.safetensors')!)).then(readModelSources)
    await expect(alone).rejects.toThrowError(/no config\.json: gpt\.safetensors holds numbers alone/)
    expect(() => readModelFolder(new Map([['adapter_config.json', utf8('{}')]]))).toThrowError(/adapters/)
    expect(() => readModelFolder(new Map([['notes.txt', utf8('x')]]))).toThrowError(/has no config\.json; it has notes\.txt/)
  })
})

describe('a download that is not whole', () => {
  const weights = files.get('model.safetensors')!
  it.each([weights.length - 1, Math.floor(weights.length / 2)])('has %i bytes, and says of how many', (n) => {
    const cut = new Map(files).set('model.safetensors', weights.slice(0, n))
    expect(() => readModelFolder(cut)).toThrowError(`model.safetensors has ${n} bytes of the ${weights.length} that its header promises`)
  })

  it('ends in the header, or is empty', () => {
    expect(() => readModelFolder(new Map(files).set('model.safetensors', weights.slice(0, 300)))).toThrowError(/cut short/)
    expect(() => readModelFolder(new Map(files).set('model.safetensors', new Uint8Array()))).toThrowError(/is empty/)
  })
})

describe('parts', () => {
  const { files: parts, model: whole } = hubFolder({ shards: 3 })
  const part = (i: number) => `model-0000${i}-of-00003.safetensors`

  it('all of them are read without their index', () => {
    expect(numbers(readModelFolder(without(parts, 'model.safetensors.index.json')))).toEqual(numbers(whole))
  })

  it('the missing ones are named, with an index and without', () => {
    const missing = new RegExp(`has no ${part(1)}, ${part(3)}: of the 3 parts .*, 2 are missing`)
    expect(() => readModelFolder(without(parts, part(1), part(3)))).toThrowError(missing)
    expect(() => readModelFolder(without(parts, part(1), part(3), 'model.safetensors.index.json'))).toThrowError(missing)
  })

  it('one file of weights may have any name, several may not', () => {
    const renamed = without(plain, 'model.safetensors').set('gpt1-fp32.safetensors', files.get('model.safetensors')!)
    expect(numbers(readModelFolder(renamed))).toEqual(numbers(model))
    expect(() => readModelFolder(renamed.set('b.safetensors', files.get('model.safetensors')!))).toThrowError(
      /2 other files of weights: b\.safetensors, gpt1-fp32\.safetensors/,
    )
  })
})

describe('names as tools write them', () => {
  const renamed = (rename: (name: string) => string | null, from: ModelFolder = files) => {
    const tensors = [...readSafetensors(from.get('model.safetensors')!).tensors].flatMap(([name, tensor]) => {
      const own = rename(name)
      return own === null ? [] : [[own, tensor] as const]
    })
    return new Map(from).set('model.safetensors', writeSafetensors(tensors))
  }

  it.each([
    '_orig_mod.',
    'module.',
    'model.',
    '_orig_mod.module.',
    'module._orig_mod.transformer.',
    'model.transformer.',
    '_forward_module.model.',
  ])('the prefix %s is read', (prefix) => {
    expect(numbers(readModelFolder(renamed((name) => prefix + name)))).toEqual(numbers(model))
    const { files: second, model: secondModel } = hubFolder({ type: 'gpt2', head: 'tied' })
    expect(numbers(readModelFolder(renamed((name) => prefix + name, second)))).toEqual(numbers(secondModel))
  })

  it('wrappers in the middle of a name are read', () => {
    const wrapped = renamed((name) => name.replace(/^(h\.\d+\.)/, '_fsdp_wrapped_module.$1_orig_mod.'))
    expect(numbers(readModelFolder(wrapped))).toEqual(numbers(model))
  })

  it("messages have the file's own names", () => {
    const prefix = '_orig_mod.transformer.'
    const { files: second } = hubFolder({ type: 'gpt2' })
    const lost = renamed((name) => (name === 'wte.weight' ? null : prefix + name), second)
    expect(() => readModelFolder(lost)).toThrowError(`has no tensor "${prefix}wte.weight"`)
    const extra = renamed((name) => prefix + (name === 'h.0.ln_1.bias' ? 'h.0.ln_x.bias' : name))
    expect(() => readModelFolder(extra)).toThrowError(`has no tensor "${prefix}h.0.ln_1.bias"`)
  })

  it('matrices as PyTorch keeps them are said to be transposed', () => {
    const turned = [...readSafetensors(files.get('model.safetensors')!).tensors].map(([name, tensor]): [string, StoredTensor] => [
      name,
      name.endsWith('c_attn.weight') ? { ...tensor, shape: [tensor.shape[1]!, tensor.shape[0]!] } : tensor,
    ])
    expect(() => readModelFolder(new Map(files).set('model.safetensors', writeSafetensors(turned)))).toThrowError(
      expect.objectContaining({
        message: expect.stringContaining('"h.0.attn.c_attn.weight"'),
        hint: expect.stringContaining('transposed'),
      }),
    )
  })

  it('what would move a terminal is shown as its code', () => {
    const hostile = renamed((name) => (name === 'h.0.ln_1.bias' ? 'h.0\x1b[2J\x9b1mln_1.bias' : name))
    expect(() => readModelFolder(hostile)).toThrowError(/"h\.0\.ln_1\.bias"/)
    const extra = new Map(files).set(
      'model.safetensors',
      writeSafetensors([
        ...readSafetensors(files.get('model.safetensors')!).tensors,
        ['\x1b[2J\u202ex', { shape: [0], data: new Float32Array() }],
      ]),
    )
    expect(() => readModelFolder(extra)).toThrowError('"\\u001b[2J\\u202ex"')
  })
})

describe('other models are said to be what they are', () => {
  const config = (change: object) =>
    new Map(files).set(
      'config.json',
      utf8(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(files.get('config.json'))), ...change })),
    )
  it.each<[object, RegExp]>([
    [
      { architectures: ['LlamaForCausalLM'], model_type: 'llama' },
      /class LlamaForCausalLM, of the type "llama": it predicts the next token like GPT-1, but is built of other parts: rotary/,
    ],
    [{ architectures: ['GPTNeoForCausalLM'], model_type: 'gpt_neo' }, /attends to a window only/],
    [{ architectures: ['BertForMaskedLM'], model_type: 'bert' }, /fills in gaps: it predicts no next token/],
    [{ architectures: ['T5ForConditionalGeneration'], model_type: 't5' }, /an encoder beside its decoder/],
    [{ architectures: ['ViTForImageClassification'], model_type: 'vit' }, /works on pictures/],
    [
      { architectures: ['SomethingForCausalLM'], model_type: 'something' },
      /class SomethingForCausalLM, of the type "something", and only GPT-1's and GPT-2's/,
    ],
    [
      { architectures: ['GPT2ForSequenceClassification'], model_type: 'gpt2' },
      /answers with labels, one for a whole text, and predicts no next token/,
    ],
    [{ architectures: ['GPT2ForQuestionAnswering'], model_type: 'gpt2' }, /answers with the place of an answer/],
    [{ quantization_config: { quant_method: 'gptq' } }, /quantized \(gptq\)/],
  ])('%j', (change, says) => {
    expect(() => readModelFolder(config(change))).toThrowError(says)
  })
})

describe('zips as people make them', () => {
  const inside = (prefix: string, more: Record<string, Uint8Array> = {}) =>
    zipSync({ ...Object.fromEntries([...files].map(([name, data]) => [prefix + name, data])), ...more })
  it.each<[string, Uint8Array]>([
    ['two folders deep', inside('backup/2024/gpt/')],
    ['with a README beside the folder', inside('gpt/', { 'README.md': utf8('read me'), 'gpt/sub/x': utf8('x') })],
    [
      'with what systems leave',
      inside('gpt/', {
        '__MACOSX/gpt/._config.json': utf8('x'),
        '.DS_Store': utf8('x'),
        'gpt/Thumbs.db': utf8('x'),
        'gpt/._model.safetensors': utf8('x'),
      }),
    ],
    ['with ./ before its names', inside('./', {})],
    ['with ./ and a folder', inside('./gpt/', { './.DS_Store': utf8('x') })],
  ])('%s', async (_, zip) => {
    expect(numbers(readModelFolder(unzipFolder(zip)))).toEqual(numbers(model))
    expect(numbers(await openFile('a.zip', inMemory(zip)).then(readModelSources))).toEqual(numbers(model))
  })

  it("names in Windows' first code page are read, and names that say they are UTF-8 must be", () => {
    const name = 'Mod\x8ale/' // è in code page 437
    const zip = inside('Modxle/')
    for (let i = 0; i + 7 < zip.length; i++) if (String.fromCharCode(...zip.subarray(i, i + 7)) === 'Modxle/') zip.set(latin(name), i)
    expect(numbers(readModelFolder(unzipFolder(zip)))).toEqual(numbers(model))
    const view = new DataView(zip.buffer)
    const central = view.getUint32(zip.length - 22 + 16, true)
    view.setUint16(central + 8, 0x800, true)
    expect(() => unzipFolder(zip)).toThrowError(/not UTF-8/)
  })

  it('of two models neither is guessed', () => {
    const zip = inside('a/', Object.fromEntries([...files].map(([name, data]) => [`b/${name}`, data])))
    expect(() => unzipFolder(zip)).toThrowError(/2 models, in "a\/" and "b\/"/)
  })
})

describe('what does not fit is named with the value that was found, and why', () => {
  const { files: second } = hubFolder({ type: 'gpt2' })
  const changed = (name: string, edit: (json: ReturnType<typeof JSON.parse>) => void) => {
    const json = JSON.parse(new TextDecoder().decode(second.get(name)))
    edit(json)
    return new Map(second).set(name, utf8(JSON.stringify(json)))
  }
  it.each<[string, ModelFolder, RegExp]>([
    [
      'another activation',
      changed('config.json', (j) => Object.assign(j, { activation_function: 'silu' })),
      /at activation_function: must be one of gelu_new, .*gelu, relu, which is what the kernels compute; it is "silu"\./,
    ],
    [
      'an ε that is no number',
      changed('config.json', (j) => Object.assign(j, { layer_norm_epsilon: '1e-6' })),
      /at layer_norm_epsilon: must be a number; it is "1e-6"\./,
    ],
    [
      'Unigram',
      changed('tokenizer.json', (j) => Object.assign(j.model, { type: 'Unigram' })),
      /at model\.type: must be "BPE": Unigram.*; it is "Unigram"\./,
    ],
    [
      'bytes without their rule',
      changed('tokenizer.json', (j) => Object.assign(j.pre_tokenizer, { use_regex: false })),
      /use_regex: must be true.*; it is false\./,
    ],
  ])('%s', (_, folder, says) => {
    expect(() => readModelFolder(folder)).toThrowError(
      expect.objectContaining({ message: expect.stringMatching(says), hint: expect.not.stringContaining('transformers wrote') }),
    )
  })
})
