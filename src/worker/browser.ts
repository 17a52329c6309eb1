/** The environment of a browser's worker: its devices, its storage, and the files beside the page. */
import { digits } from 'virtual:digits'
import player from 'virtual:player'
import { texts } from 'virtual:texts'
import reviews from 'wink-sentiment/test/data/amazon_cells_labelled.txt?url&no-inline'
import { unpackDigits } from '../core/data/digits/digits.ts'
import { CourseError } from '../core/errors.ts'
import type { Player } from '../core/publish/page.ts'
import type { TileCache } from '../core/runtime/webgpu/trials.ts'
import { openStorage } from '../storage/open.ts'
import { openTileRecords } from '../storage/tileRecords.ts'
import type { Environment } from './environment.ts'

/** A built worker lies in `assets/`, one folder below the page; in development it lies in the source tree. */
const page = new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : '../', self.location.href)

const tileRecords = openTileRecords()
const tileCache: TileCache = {
  async get(device) {
    const kept = (await tileRecords.all()).find(([key]) => key === device)?.[1]
    return typeof kept === 'string' ? kept : undefined
  },
  set: (device, tiles) => tileRecords.put(device, tiles),
}

export const browserEnvironment: Environment = {
  openWasm: async (threads) => (await import('../core/runtime/wasm/browser.ts')).openWasm(threads),
  openWebGpu: async () => (await import('../core/runtime/webgpu/browser.ts')).openWebGpu({ tileCache }),
  probeGpu: async () => (await import('../core/runtime/webgpu/browser.ts')).probeGpu(),
  openStorage,
  texts: {
    async read(id) {
      const found = texts.find((text) => text.id === id)
      if (!found)
        throw new CourseError('not-found', `There is no bundled text "${id}".`, `There are: ${texts.map((text) => text.id).join(', ')}.`)
      return (await load(new URL(found.url, page))).text()
    },
  },
  digits: async () => unpackDigits(new Uint8Array(await (await load(new URL(digits, page))).arrayBuffer())),
  reviews: async () => (await load(new URL(reviews, page))).text(),
  player: async () => (await load(new URL(player, page))).json() as Promise<Player>,
  async fetchShipped(id, names) {
    const folder = new URL(`checkpoints/${id}/`, page)
    const files = await Promise.all(
      names.map(async (name) => [name, new Uint8Array(await (await load(new URL(name, folder))).arrayBuffer())] as const),
    )
    return new Map(files)
  },
  hub: { fetch: (url, init) => fetch(url, init), page },
  now: () => performance.now(),
  yieldToMessages,
}

async function load(url: URL): Promise<Response> {
  const response = await fetch(url).catch(() => null)
  if (response?.ok) return response
  throw new CourseError(
    'not-found',
    `${url.pathname} did not load${response ? ` (HTTP ${response.status})` : ''}.`,
    'Check the connection and reload the page.',
  )
}

const { port1, port2 } = new MessageChannel()
const waiting: (() => void)[] = []
port1.onmessage = () => waiting.shift()?.()

function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    port2.postMessage(null)
  })
}
