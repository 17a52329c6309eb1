/** Folders survive short writes, full disks, damaged bytes and crashes at every single write. */
import { describe, expect, it } from 'vitest'
import type { Blobs } from './blobs.ts'
import { Folders } from './folders.ts'
import { memoryBlobs } from './memory.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const content = (files: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries([...files].map(([name, data]) => [name, new TextDecoder().decode(data)]))
const state = (n: number) =>
  new Map([
    ['weights', bytes(`weights of state ${n}`)],
    ['config', bytes(`config of state ${n}`)],
  ])

/** Memory whose writes can be made to fail: `fail` gets the count of writes so far and the path. */
function faulty(fail: (count: number, path: string) => 'short' | 'overflow' | 'quota' | 'crash' | undefined): {
  blobs: Blobs
  heal: () => void
} {
  const inner = memoryBlobs()
  let count = 0
  let healed = false
  const blobs: Blobs = {
    ...inner,
    async write(path, data) {
      const fault = healed ? undefined : fail(++count, path)
      if (fault === 'quota') throw new DOMException('full', 'QuotaExceededError')
      if (fault === 'overflow') return 4294967288
      if (fault === 'crash') throw new Error('the tab was closed')
      return inner.write(path, fault === 'short' ? data.subarray(0, data.length >> 1) : data)
    },
    room: async () => ({ used: 9e6, available: 1e6 }),
  }
  const heal = () => {
    healed = true
  }
  return { blobs, heal }
}

describe('folders', () => {
  it('gives back what was committed, newest first, and lists descriptions', async () => {
    const folders = new Folders<{ n: number }>(memoryBlobs(), 'models')
    await folders.commit('a', state(1), { n: 1 })
    await folders.commit('a', state(2), { n: 2 })
    await folders.commit('b', state(3), { n: 3 })
    const opened = await folders.open('a')
    expect(content(opened.files)).toEqual({ weights: 'weights of state 2', config: 'config of state 2' })
    expect(opened.recovered).toBe(false)
    expect((await folders.list()).map(({ id, description }) => [id, description.n]).sort()).toEqual([
      ['a', 2],
      ['b', 3],
    ])
  })

  it('keeps two generations and no more', async () => {
    const blobs = memoryBlobs()
    const folders = new Folders<number>(blobs, 'models')
    for (let n = 1; n <= 5; n++) await folders.commit('a', state(n), n)
    expect((await blobs.list('models')).sort()).toEqual([
      'models/a/4.json',
      'models/a/4/config',
      'models/a/4/weights',
      'models/a/5.json',
      'models/a/5/config',
      'models/a/5/weights',
    ])
  })

  it('removes a folder completely, and then does not find it', async () => {
    const blobs = memoryBlobs()
    const folders = new Folders<number>(blobs, 'models')
    await folders.commit('a', state(1), 1)
    await folders.remove('a')
    expect(await blobs.list('models')).toEqual([])
    await expect(folders.open('a')).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each(['short', 'overflow', 'quota'] as const)('answers a %s write with storage-full and keeps the last save', async (fault) => {
    const { blobs } = faulty((count, path) => (path.startsWith('models/a/2') && count > 3 ? fault : undefined))
    const folders = new Folders<number>(blobs, 'models')
    await folders.commit('a', state(1), 1)
    const failure = await folders.commit('a', state(2), 2).catch((error) => error)
    expect(failure).toMatchObject({ code: 'storage-full' })
    expect(failure.message).toContain('1.00 MB free')
    expect(failure.hint).not.toBe('')
    expect((await folders.open('a')).description).toBe(1)
    expect((await blobs.list('models/a')).filter((path) => path.includes('/2'))).toEqual([])
  })

  it('gives up the older of two states when that makes room', async () => {
    const inner = memoryBlobs()
    const size = async () =>
      (await Promise.all((await inner.list('models')).map(async (path) => (await inner.read(path))!.length))).reduce((a, b) => a + b, 0)
    let quota = Number.POSITIVE_INFINITY
    const blobs: Blobs = {
      ...inner,
      async write(path, data) {
        if ((await size()) + data.length > quota) throw new DOMException('full', 'QuotaExceededError')
        return inner.write(path, data)
      },
    }
    const folders = new Folders<number>(blobs, 'models')
    await folders.commit('a', state(1), 1)
    await folders.commit('a', state(2), 2)
    quota = await size()
    await folders.commit('a', state(3), 3)
    expect((await folders.open('a')).description).toBe(3)
  })

  it('serves the older generation for every flipped byte of the newer one', async () => {
    const blobs = memoryBlobs()
    const folders = new Folders<number>(blobs, 'models')
    await folders.commit('a', state(1), 1)
    await folders.commit('a', state(2), 2)
    const saved = new Map(await Promise.all((await blobs.list('models/a')).map(async (path) => [path, (await blobs.read(path))!] as const)))
    for (const path of ['models/a/2/weights', 'models/a/2/config', 'models/a/2.json']) {
      for (let i = 0; i < saved.get(path)!.length; i++) {
        for (const [other, data] of saved) await blobs.write(other, data)
        const flipped = saved.get(path)!.slice()
        flipped[i]! ^= 0x10
        await blobs.write(path, flipped)
        const opened = await folders.open('a')
        expect([path, i, opened.description]).toEqual([path, i, 1])
        expect(content(opened.files).weights).toBe('weights of state 1')
      }
    }
  })

  it('hands out large files in parts, each byte checked, and never reads them whole', async () => {
    const inner = memoryBlobs()
    const whole: string[] = []
    const blobs: Blobs = {
      ...inner,
      read(path) {
        whole.push(path)
        return inner.read(path)
      },
    }
    const folders = new Folders<number>(blobs, 'models', 1000)
    const weights = (n: number) => Uint8Array.from({ length: 5000 }, (_, i) => (i * n) % 251)
    for (const n of [1, 2])
      await folders.commit(
        'a',
        new Map([
          ['weights', weights(n)],
          ['config', bytes(`config of state ${n}`)],
        ]),
        n,
      )
    whole.length = 0
    const { files, description, recovered } = await folders.openParts('a')
    expect([description, recovered, files.get('weights')!.size]).toEqual([2, false, 5000])
    expect(await files.get('weights')!.read(1234, 1300)).toEqual(weights(2).slice(1234, 1300))
    expect(await files.get('config')!.read(0, 6)).toEqual(bytes('config'))
    expect(whole.filter((path) => path.endsWith('weights'))).toEqual([])
    await inner.write('models/a/2/weights', weights(2).fill(9, 4999))
    expect(await folders.openParts('a')).toMatchObject({ description: 1, recovered: true })
  })

  it('says so when both generations are damaged', async () => {
    const blobs = memoryBlobs()
    const folders = new Folders<number>(blobs, 'models')
    await folders.commit('a', state(1), 1)
    await blobs.write('models/a/1/weights', bytes('something else'))
    await expect(folders.open('a')).rejects.toMatchObject({ code: 'storage-failed' })
  })

  it('has a whole state after a crash at any write of any commit', async () => {
    for (let at = 1; at <= 9; at++) {
      const { blobs, heal } = faulty((count) => (count >= at ? 'crash' : undefined))
      // A crashed tab also runs no clean-up.
      const folders = new Folders<number>({ ...blobs, remove: async () => {} }, 'models')
      let committed = 0
      for (let n = 1; n <= 3; n++) {
        if (
          await folders.commit('a', state(n), n).then(
            () => true,
            () => false,
          )
        )
          committed = n
        else break
      }
      heal()
      const after = new Folders<number>(blobs, 'models')
      if (committed === 0) await expect(after.open('a')).rejects.toMatchObject({ code: 'not-found' })
      else expect((await after.open('a')).description).toBe(committed)
      await after.commit('a', state(10), 10)
      expect(content((await after.open('a')).files)).toEqual(content(state(10)))
    }
  })
})
