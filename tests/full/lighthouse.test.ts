/** Lighthouse on the landing page and on a lesson, as a phone on a slow network meets them: performance, accessibility, best practices. */
import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Host, startHost } from '../e2e/host.ts'
import { launchBrowser } from '../support/browser.ts'

const CATEGORIES = ['performance', 'accessibility', 'best-practices']

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

it.each([
  ['the landing page', ''],
  ['a lesson', '#/learn/start/what-a-language-model-does'],
])(
  '%s scores at least 95',
  async (name, hash) => {
    const result = await lighthouse(`${host.url}?runtime=wasm${hash}`, { port, onlyCategories: CATEGORIES, logLevel: 'error', output: 'json' })
    const { categories, audits } = result!.lhr
    const scores = Object.fromEntries(CATEGORIES.map((id) => [id, Math.round(100 * (categories[id]?.score ?? 0))]))
    const metrics = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index', 'total-byte-weight']
    console.log(`${name}: ${JSON.stringify(scores)}; ${metrics.map((id) => `${id} ${audits[id]?.displayValue}`).join(', ')}`)
    const lost = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9).map(({ id }) => id))
    expect(scores, `lost by: ${lost.join(', ')}`).toEqual(Object.fromEntries(CATEGORIES.map((id) => [id, expect.toSatisfy((score: number) => score >= 95)])))
  },
  300_000,
)
