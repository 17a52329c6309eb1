/** Learners' code in the built course: it runs, also without a network, and nothing that it tries reaches the page, storage or another host. */
import type { Browser, BrowserContext, Page } from 'playwright'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '../../src/sandbox/run.ts'
import { launchBrowser } from '../support/browser.ts'
import { type Host, startHost } from './host.ts'

let host: Host
let browser: Browser
let context: BrowserContext
let page: Page
/** The course's own side of the sandbox, as one script. */
let client: string
/** what went wrong in the page, and requests that left this machine */
const faults: string[] = []

beforeAll(async () => {
  host = await startHost()
  browser = await launchBrowser()
  const lib = { entry: 'src/sandbox/client.ts', formats: ['iife' as const], name: 'sandbox' }
  const [built] = [await build({ configFile: false, logLevel: 'warn', publicDir: false, build: { write: false, lib } })].flat()
  if (!built || !('output' in built)) throw new Error('the client was not built')
  client = built.output[0].code
  context = await browser.newContext()
  page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('popup', (popup) => faults.push(`a window opened: ${popup.url()}`))
  page.on('requestfinished', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(host.url)) faults.push(`reached ${request.url()}`)
  })
  await open()
})
afterAll(async () => {
  await browser?.close()
  await host?.close()
})
afterEach(() => expect(faults.splice(0)).toEqual([]))

async function open(): Promise<void> {
  await page.goto(`${host.url}#/learn`)
  await page.evaluate(client)
  await page.evaluate('globalThis.sandbox = sandbox')
}

/** Runs code in the sandbox; `body` is called once. */
const run = (body: string, { code = '', seconds = 20 } = {}): Promise<Outcome> =>
  page.evaluate(
    ([body, code, seconds]) =>
      (globalThis as unknown as { sandbox: { runInSandbox(program: object, options: object): Promise<Outcome> } }).sandbox.runInSandbox(
        { code, calls: [{ body, given: {} }] },
        { seconds },
      ),
    [body, code, seconds] as const,
  )

const textOf = ({ came: [first] }: Outcome): string => (first && 'text' in first ? first.text : `no answer: ${JSON.stringify(first)}`)

/** A generator that begins something, gives it time, and returns what came of it. */
const waiting = (begin: string): string =>
  `return (function* () { let came = 'nothing'; const set = (value) => { came = String(value) }; ${begin}; for (let i = 0; i < 5000 && came === 'nothing'; i++) yield i; return came })()`

/** The page answers, and a new run gives what it should. */
async function alive(): Promise<void> {
  expect(await page.evaluate(() => document.title)).toMatch(/Pathway/)
  expect(textOf(await run('return "alive"'))).toBe('alive')
}

describe('the sandbox', () => {
  it('runs code, says what it throws and on which line, and what it cannot read', async () => {
    const outcome = await run('return add(tensor([2], [1, 2]), tensor([2], [3, 4]))')
    expect(outcome.came).toMatchObject([{ numbers: { out: { shape: [2] } } }])
    const threw = await run('return f()', { code: 'function f() {\n  return missing.name\n}' })
    expect(threw.came).toMatchObject([{ error: { line: 2, message: expect.stringContaining('missing is not defined') } }])
    expect((await run('return 1', { code: 'function f( {' })).broken?.message).toMatch(/SyntaxError/)
  })

  it('an endless loop ends with its time, and the page stays alive', async () => {
    expect(await run('for (;;);', { seconds: 3 })).toMatchObject({ why: 'time' })
    await alive()
  })

  // With time enough on a slow machine, so that it is not the clock that ends them.
  it.each([
    ['a flood of messages', "for (;;) console.log('x'.repeat(1000))", 'flood'],
    ['too many numbers in an answer', 'return new Float64Array(9e6)', 'size'],
  ] as const)('%s is ended for what it is', async (_, body, why) => {
    expect(await run(body, { seconds: 60 })).toMatchObject({ why })
    await alive()
  })

  it.each([
    ['arrays without end', 'const held = []; for (;;) held.push(new Float64Array(4e6))'],
    ['arrays by a prototype’s constructor', 'const held = []; for (;;) held.push(new Float64Array.prototype.constructor(4e6))'],
  ])('%s are refused from the gigabyte on, long before the time is over', async (_, body) => {
    const outcome = await run(body, { seconds: 60 })
    expect(outcome).toMatchObject({
      why: 'done',
      came: [{ error: { message: expect.stringMatching(/^RangeError: The arrays take more than the 1024 MB/) } }],
    })
    await alive()
  })

  it('lists without end, of which nothing counts the bytes, end with their time', async () => {
    const outcome = await run('const held = []; for (;;) held.push(new Array(1e4).fill(0.5))', { seconds: 3 })
    expect(['time', 'crash']).toContain(outcome.why)
    await alive()
  })

  it('lists that take all memory take the sandbox with them and nothing else: the page lives, says so, and runs code again', async () => {
    // Playwright takes a frame's process that has ended for the whole page's, and speaks to it no more: another page listens.
    const listener = await context.newPage()
    await listener.goto(`${host.url}#/learn`)
    await listener.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(globalThis, { heard })
      new BroadcastChannel('outcomes').onmessage = ({ data }) => heard.push(data)
    })
    const bombed = await context.newPage()
    await bombed.goto(`${host.url}#/learn`)
    await bombed.evaluate(client)
    await bombed.evaluate('globalThis.sandbox = sandbox')
    await bombed.evaluate(() => {
      const { runInSandbox } = (globalThis as unknown as { sandbox: { runInSandbox(program: object, options: object): Promise<Outcome> } })
        .sandbox
      const channel = new BroadcastChannel('outcomes')
      const running = async (body: string): Promise<void> =>
        channel.postMessage(await runInSandbox({ code: '', calls: [{ body, given: {} }] }, { seconds: 240 }))
      void running('const held = []; for (;;) held.push(new Array(1e6).fill(0))').then(() => running('return "alive"'))
    })
    const heard = () => listener.evaluate('heard') as Promise<Outcome[]>
    await expect.poll(async () => (await heard()).length, { timeout: 280_000, interval: 500 }).toBe(2)
    const [bomb, after] = await heard()
    expect(bomb).toMatchObject({ why: 'crash' })
    expect(textOf(after!)).toBe('alive')
    await bombed.close()
    await listener.close()
  })

  it.each([
    [
      'the page',
      'return [typeof parent, typeof top, typeof window, typeof document, typeof opener, typeof open].join()',
      /^(undefined,?)+$/,
    ],
    ['messages to the page', 'return [typeof postMessage, typeof self.postMessage, typeof onmessage].join()', /^(undefined,?)+$/],
    ['an origin', 'return String(self.origin)', /^null$/],
    [
      'storage',
      'return [typeof indexedDB, typeof caches, typeof localStorage, typeof navigator, typeof cookieStore].join()',
      /^(undefined,?)+$/,
    ],
    [
      'the network',
      'return [typeof fetch, typeof XMLHttpRequest, typeof WebSocket, typeof EventSource, typeof WebTransport, typeof importScripts].join()',
      /^(undefined,?)+$/,
    ],
    ['pictures and beacons', 'return [typeof Image, typeof navigator, typeof OffscreenCanvas].join()', /^(undefined,?)+$/],
    ['another worker', 'return [typeof Worker, typeof SharedWorker, typeof BroadcastChannel].join()', /^(undefined,?)+$/],
    ['code from elsewhere', waiting("import('https://example.org/x.js').then(() => set('loaded'), () => set('refused'))"), /^refused$/],
    ['code from this host', waiting(`import('HOST/assets/x.js').then(() => set('loaded'), () => set('refused'))`), /^refused$/],
    [
      'code in an address',
      waiting("import('data:text/javascript,export default 1').then(() => set('loaded'), () => set('refused'))"),
      /^refused$/,
    ],
  ])('%s is out of reach', async (_, body, expected) => {
    expect(textOf(await run(body.replace('HOST', host.url.replace(/\/$/, ''))))).toMatch(expected)
  })

  it('prototypes that the code has changed change nothing for the page, nor for the next run', async () => {
    const tricks = `
      Object.prototype.polluted = 1
      Array.isArray = () => true
      Object.getPrototypeOf = () => null
      Array.prototype.map = Array.prototype.push = () => { throw new Error('caught') }
      Object.defineProperty(Object.prototype, 'shape', { get() { return [1e9] } })
      return { __proto__: { type: 'done' }, out: 1 }`
    const outcome = await run(tricks)
    expect(['done', 'crash', 'size']).toContain(outcome.why)
    expect(await page.evaluate(() => 'polluted' in {} || 'shape' in {})).toBe(false)
    await alive()
  })

  it('the policy holds in the page itself, whatever is taken away in the worker', async () => {
    const frame = page.frames().find((each) => each.url() === 'about:srcdoc')!
    const tried = await frame.evaluate(async (url) => {
      const refused = (attempt: () => unknown) =>
        Promise.resolve()
          .then(attempt)
          .then(
            () => 'done',
            () => 'refused',
          )
      const picture = new Promise((resolve, reject) =>
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: `${url}favicon.svg` }),
      )
      const opened = () => {
        if (!window.open('https://example.org')) throw new Error('no window')
      }
      const beacon = () => {
        if (!navigator.sendBeacon('https://example.org', 'x')) throw new Error('no beacon')
      }
      const socket = () =>
        new Promise((resolve, reject) => Object.assign(new WebSocket('wss://example.org'), { onopen: resolve, onerror: reject }))
      return {
        fetch: await refused(() => fetch(url)),
        picture: await refused(() => picture),
        window: await refused(opened),
        beacon: await refused(beacon),
        socket: await refused(socket),
        parent: await refused(() => parent.parent.document),
        storage: await refused(() => localStorage.length),
        cookie: await refused(() => document.cookie),
        database: await refused(() => indexedDB.open('x')),
        away: await refused(() => {
          top!.location.href = 'https://example.org'
        }),
      }
    }, host.url)
    expect(tried).toMatchObject({
      fetch: 'refused',
      picture: 'refused',
      window: 'refused',
      socket: 'refused',
      parent: 'refused',
      storage: 'refused',
      cookie: 'refused',
      database: 'refused',
      away: 'refused',
    })
    // The browser may say that a beacon was queued; that it reached nobody is what `faults` holds.
    expect(page.url()).toContain(host.url)
    await alive()
  })

  it('works without a network, and where the page is isolated', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.waitForFunction(() => navigator.serviceWorker.controller)
    await context.setOffline(true)
    await page.reload()
    await open()
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    await alive()
  })
})
