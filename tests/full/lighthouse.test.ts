/** Lighthouse on the landing page and on a lesson: performance, accessibility, best practices. As a phone on a slow network meets them, performance is printed only. */
import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import desktop from 'lighthouse/core/config/desktop-config.js'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Host, startHost } from '../e2e/host.ts'
import { launchBrowser } from '../support/browser.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices']
const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
  'total-byte-weight',
]

let host: Host
let browser: Browser
let port: number

beforeAll(async () => {
  port = await freePort()
  host = await startHost({ compressed: true })
  browser = await launchBrowser({ debuggingPort: port })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await host?.close()
})

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('There is no free port.'))))
    })
  })

const LANDING = ''
const LESSON = '#/learn/start/what-a-language-model-does'

it.each([
  ['the landing page', LANDING, 'desktop'],
  ['a lesson', LESSON, 'desktop'],
  ['the landing page', LANDING, 'phone'],
  ['a lesson', LESSON, 'phone'],
] as const)(
  '$0 on a $2 scores at least 95',
  async (name, hash, device) => {
    const flags = { port, onlyCategories: CATEGORIES, logLevel: 'error', output: 'json' } as const
    const result = await lighthouse(`${host.url}?runtime=wasm${hash}`, flags, device === 'desktop' ? desktop : undefined)
    const { categories, audits } = result!.lhr
    const scores = Object.fromEntries(CATEGORIES.map((id) => [id, Math.round(100 * (categories[id]?.score ?? 0))]))
    console.log(`${name} on a ${device}: ${JSON.stringify(scores)}; ${METRICS.map((id) => `${id} ${audits[id]?.displayValue}`).join(', ')}`)
    const held = CATEGORIES.filter((id) => device === 'desktop' || id !== 'performance')
    const low = held.filter((id) => scores[id]! < 95)
    const lost = low.flatMap((id) =>
      categories[id]!.auditRefs.filter((audit) => audit.weight > 0 && (audits[audit.id]?.score ?? 1) < 0.9).map((audit) => audit.id),
    )
    expect(low, `lost by: ${lost.join(', ')}`).toEqual([])
  },
  300_000,
)
