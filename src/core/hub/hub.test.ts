/** Models from a hub on this machine: looked up, downloaded through cut connections and stops, kept, refused with the reason. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hubFolder, type HubOptions } from '../../../tests/support/hubFolder.ts'
import { type HubServer, startHub } from '../../../tests/support/hubServer.ts'
import type { Model } from '../checkpoint/hfFolder.ts'
import { readModelSources } from '../checkpoint/readFolder.ts'
import { writeSafetensors } from '../checkpoint/safetensors.ts'
import { CourseError } from '../errors.ts'
import { Sha256 } from '../sha256.ts'
import { PART, type PartStore } from './cache.ts'
import { Hub, type HubProgress } from './hub.ts'
import { allowedBase, HUB, parseRepo } from './repo.ts'

const NAME = 'openai-community/openai-gpt'
/** 10.6 MB: two whole parts and some. */
const LONG = { sizes: { nLayer: 1, nHead: 2, nEmbd: 32, nCtx: 4096 }, masks: null } satisfies HubOptions
const long = (() => {
  const { files, model } = hubFolder(LONG)
  const weights = [...model.weights].map(([name, tensor]) => [name, tensor] as const)
  // Old masks make a file long without making a model large.
  const mask = { shape: [1, 1, 1600, 1600], data: new Float32Array(1600 * 1600).map((_, i) => i % 7) }
  return { files: new Map(files).set('model.safetensors', writeSafetensors([...weights, ['h.0.attn.bias', mask]])), model }
})()

function memoryStore(): PartStore & { held: Map<string, Uint8Array<ArrayBuffer>>; room: number } {
  const held = new Map<string, Uint8Array<ArrayBuffer>>()
  const used = () => [...held.values()].reduce((sum, { length }) => sum + length, 0)
  return {
    held,
    room: Number.POSITIVE_INFINITY,
    read: async (path) => held.get(path)?.slice() ?? null,
    async write(path, data) {
      if (used() + data.length > this.room) throw new DOMException('full', 'QuotaExceededError')
      held.set(path, data.slice() as Uint8Array<ArrayBuffer>)
      return data.length
    },
    async remove(path) {
      held.delete(path)
    },
    list: async (folder) => [...held.keys()].filter((path) => path.startsWith(`${folder}/`)),
  }
}

/** Every weight by its name. */
function digest({ weights }: Model): string {
  const hash = new Sha256()
  for (const [name, { data }] of [...weights].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.add(new TextEncoder().encode(name)).add(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return hash.hex()
}

let server: HubServer
let store: ReturnType<typeof memoryStore>
const waits: number[] = []
const open = (base = server.url) =>
  new Hub({ fetch: (url, init) => fetch(url, init), store, base, wait: async (ms) => void waits.push(ms) })
const weights = (asked = server.asked) =>
  asked.filter((name) => name.startsWith('model')).map((name) => name.replace('model.safetensors', 'model'))

beforeEach(async () => {
  store = memoryStore()
  waits.length = 0
  server = await startHub({ [NAME]: long.files })
})
afterEach(() => server.close())

describe('looking up', () => {
  it('says what a download would be, from the headers alone', async () => {
    const offer = await open().look(NAME)
    expect(offer).toMatchObject({ repo: NAME, config: long.model.config, dtypes: ['F32'] })
    expect(offer.files.map(({ name, bytes, have }) => [name, bytes, have])).toEqual(
      ['config.json', 'model.safetensors', 'tokenizer.json']
        .map((name) => [name, long.files.get(name)!.length, 0])
        .sort((a, b) => [...long.files.keys()].indexOf(a[0] as string) - [...long.files.keys()].indexOf(b[0] as string)),
    )
    expect(server.asked).toEqual([expect.stringMatching(/^config\.json 0-/), 'model.safetensors 0-65535'])
  })

  it.each<[string, HubOptions | 'pickle', RegExp]>([
    ['weights in a pickle', 'pickle', /pytorch_model\.bin only/],
    ['a head that is missing', { head: 'own' }, /no tensor "lm_head\.weight"/],
  ])('refuses %s before anything is downloaded', async (_, options, message) => {
    const { files } = hubFolder(options === 'pickle' ? {} : options)
    if (options === 'pickle') files.delete('model.safetensors')
    else files.set('model.safetensors', hubFolder().files.get('model.safetensors')!)
    server.models.set('a/b', files)
    await expect(open().look('a/b')).rejects.toMatchObject({ code: 'bad-checkpoint', message: expect.stringMatching(message) })
    expect(store.held.size).toBe(0)
  })

  it('refuses another model by its config', async () => {
    server.models.set('a/llama', new Map([...long.files]).set('config.json', new TextEncoder().encode('{"model_type":"llama"}')))
    await expect(open().look('a/llama')).rejects.toMatchObject({
      message: expect.stringMatching(/of the type "llama": it predicts the next token like GPT-1, but/),
    })
    expect(weights()).toEqual([])
  })

  it('says so when there is no such model, no leave, no hub', async () => {
    await expect(open().look('nobody/nothing')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/no model "nobody\/nothing" \(HTTP 401\)/),
    })
    server.faults.status = 404
    await expect(open().look(NAME)).rejects.toMatchObject({ code: 'not-found', message: expect.stringMatching(/HTTP 404/) })
    Object.assign(server.faults, { status: 403, errorCode: 'GatedRepo' })
    await expect(open().look(NAME)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/gated/),
      hint: expect.stringMatching(/login/),
    })
    Object.assign(server.faults, { status: 503 })
    await expect(open().look(NAME)).rejects.toMatchObject({ code: 'offline', message: expect.stringMatching(/HTTP 503/) })
    await expect(open('http://127.0.0.1:9').look(NAME)).rejects.toMatchObject({ code: 'offline' })
    await expect(open().look('../etc/passwd')).rejects.toMatchObject({ code: 'bad-argument' })
  })
})

describe('a download', () => {
  const expectWhole = async (hub: Hub) => {
    const model = await readModelSources(await hub.load(NAME))
    expect(digest(model)).toBe(digest(long.model))
  }

  it('gives the model to the bit, and a second one asks for nothing', async () => {
    const seen: HubProgress[] = []
    await open().look(NAME)
    await open().load(NAME, { onProgress: (progress) => seen.push(progress) })
    const total = seen[0]!.total
    expect(seen.map(({ received }) => received)).toEqual(seen.map(({ received }) => received).sort((a, b) => a - b))
    expect(seen.at(-1)).toMatchObject({ received: total, total })
    server.asked.length = 0
    await expectWhole(open())
    expect(server.asked).toEqual([])
    const offer = await open().look(NAME)
    expect(offer.files.every(({ bytes, have }) => bytes === have)).toBe(true)
    expect(server.asked).toEqual([])
    // Without a network as well.
    await server.close()
    expect((await open().look(NAME)).files).toEqual(offer.files)
    await expectWhole(open())
  })

  it('goes on after cut connections, from the last whole part', async () => {
    server.cuts.push(PART + 1000, PART + 500_000)
    await open().look(NAME)
    await expectWhole(open())
    expect(weights().slice(1)).toEqual(['model', `model ${PART}-`, `model ${2 * PART}-`])
    expect(waits).toEqual([1000, 1000])
  })

  it('gives up after four tries without a byte, and goes on at the next', async () => {
    await open().look(NAME)
    server.cuts.push(PART + 5, 0, 0, 0, 0)
    await expect(open().load(NAME)).rejects.toMatchObject({
      code: 'offline',
      message: expect.stringMatching(/could not be reached|4\.2 MB of 10 MB/),
      hint: expect.stringMatching(/what has arrived is kept/),
    })
    expect(waits).toEqual([1000, 2000, 4000])
    expect(await open().cache.kept()).toEqual([{ repo: NAME, bytes: expect.any(Number) }])
    server.asked.length = 0
    server.cuts.length = 0
    await expectWhole(open())
    expect(weights()).toEqual([`model ${PART}-`])
  })

  it('stops when told to, keeps what is whole, and goes on there', async () => {
    await open().look(NAME)
    const stop = new AbortController()
    const loading = open().load(NAME, { signal: stop.signal, onProgress: ({ received }) => received > PART + 2 ** 20 && stop.abort() })
    await expect(loading).rejects.toMatchObject({ code: 'stopped', hint: expect.stringMatching(/goes on/) })
    server.asked.length = 0
    await expectWhole(open())
    expect(weights()).toEqual([`model ${PART}-`])
  })

  it('begins anew where the content has another ETag', async () => {
    server.cuts.push(PART + 1000)
    await open().look(NAME)
    const wait = async () => {
      server.faults.etag = 'another'
    }
    const hub = new Hub({ fetch: (url, init) => fetch(url, init), store, base: server.url, wait })
    await expectWhole(hub)
    expect(weights().slice(1)).toEqual(['model', `model ${PART}-`, 'model'])
  })

  it('begins anew where the server sends the whole file', async () => {
    server.cuts.push(PART + 1000)
    await open().look(NAME)
    server.faults.ignoreRanges = true
    await expectWhole(open())
    expect(weights().slice(1)).toEqual(['model', 'model'])
  })

  it('begins anew where the hub lists another content, and keeps the files that are the same', async () => {
    await open().load(NAME)
    const changed = new Map(long.files)
    const bytes = long.files.get('model.safetensors')!.slice()
    new DataView(bytes.buffer).setFloat32(bytes.length - 4, 0.5, true)
    server.models.set(NAME, changed.set('model.safetensors', bytes))
    server.asked.length = 0
    const offer = await open().look(NAME)
    expect(offer.files.find(({ name }) => name === 'model.safetensors')).toMatchObject({ have: 0 })
    await open().load(NAME)
    expect(server.asked).toEqual(['model.safetensors 0-65535', 'model.safetensors'])
  })

  it('is refused where its hash is not the listed one, and nothing of it stays', async () => {
    server.faults.corrupt = true
    await expect(open().load(NAME)).rejects.toMatchObject({
      code: 'bad-checkpoint',
      message: expect.stringMatching(/model\.safetensors is not what the hub lists: its SHA-256 differs/),
    })
    server.faults.corrupt = false
    await expectWhole(open())
  })

  it('says so when there is no room, and goes on once there is', async () => {
    await open().look(NAME)
    store.room = 6e6
    await expect(open().load(NAME)).rejects.toMatchObject({ code: 'storage-full', hint: expect.stringMatching(/kept/) })
    store.room = Number.POSITIVE_INFINITY
    server.asked.length = 0
    await expectWhole(open())
    expect(weights()).toEqual([`model ${PART}-`])
  })

  it('can be seen and deleted', async () => {
    await open().load(NAME)
    const total = ['config.json', 'model.safetensors', 'tokenizer.json'].reduce((sum, name) => sum + long.files.get(name)!.length, 0)
    expect(await open().cache.kept()).toEqual([{ repo: NAME, bytes: total }])
    await open().cache.forget(NAME)
    expect([await open().cache.kept(), store.held.size]).toEqual([[], 0])
  })

  it.each<[string, HubOptions]>([
    ['GPT-2 in bf16, in parts, with masks', { type: 'gpt2', dtype: 'BF16', shards: 3, masks: 'U8', prefix: true }],
    ['GPT-1 in f16 with a tied head', { dtype: 'F16', head: 'tied' }],
    ['GPT-1 with a head of its own', { head: 'own' }],
  ])('of %s gives the model to the bit', async (_, options) => {
    const { files, model } = hubFolder(options)
    server.models.set('a/b', files)
    const read = await readModelSources(await open().load('a/b'))
    expect(digest(read)).toBe(digest(model))
    expect(read.config).toEqual(model.config)
    expect(server.asked).not.toContain('pytorch_model.bin')
  })
})

describe('names and addresses', () => {
  it.each([
    ['openai-community/openai-gpt', 'openai-community/openai-gpt', 'main'],
    [' gpt2 ', 'gpt2', 'main'],
    ['hub:gpt2', 'gpt2', 'main'],
    ['a/b@v1.0', 'a/b', 'v1.0'],
    ['https://huggingface.co/openai-community/gpt2', 'openai-community/gpt2', 'main'],
    ['https://huggingface.co/a/b/tree/dev?x=1', 'a/b', 'dev'],
  ])('%j', (text, repo, revision) => expect(parseRepo(text)).toEqual({ repo, revision }))

  it.each(['', 'a/b/c', '../b', 'a b', 'a/..', 'https://example.com/a/b', 'a/b@../x', 'a\\b', `a/${'b'.repeat(97)}`])(
    'refuses %j',
    (text) => {
      expect(() => parseRepo(text)).toThrowError(CourseError)
    },
  )

  it('only a page on this machine may ask a hub on this machine', () => {
    const [here, away] = [new URL('http://localhost:5173/'), new URL('https://course.example/')]
    expect(allowedBase(undefined, away)).toBe(HUB)
    expect(allowedBase('http://127.0.0.1:8123', here)).toBe('http://127.0.0.1:8123')
    for (const [asked, page] of [
      ['http://127.0.0.1:8123', away],
      ['https://evil.example', here],
      ['https://huggingface.co.evil.example', away],
      ['javascript:1', here],
      ['http://localhost.evil.example', here],
    ] as const) {
      expect(() => allowedBase(asked, page), asked).toThrowError(CourseError)
    }
  })
})
