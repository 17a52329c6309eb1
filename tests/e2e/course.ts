/** Serves the built course and opens it in a browser, for the end-to-end tests. */
import type { Browser, Page } from 'playwright'
import { type PreviewServer, preview } from 'vite'
import { launchBrowser } from '../support/browser.ts'
import { ensureBuilt } from '../support/built.ts'

export interface Course {
  browser: Browser
  /** the address of the course, with a slash at its end */
  url: string
  /** A page in a browser profile of its own; whatever goes wrong in it is kept in `faults`. */
  open(hash?: string, options?: Parameters<Browser['newContext']>[0] & { query?: string }): Promise<OpenPage>
  close(): Promise<void>
}

export interface OpenPage {
  page: Page
  /** uncaught errors, console errors, requests to other hosts, and violations of the content security policy */
  faults: string[]
}

/** Serves `dist` on a free port, as the sources are now. */
export async function startCourse(options: Parameters<typeof launchBrowser>[0] = {}): Promise<Course> {
  ensureBuilt()
  const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: 0, strictPort: false } })
  const url = addressOf(server)
  const browser = await launchBrowser(options)
  return {
    browser,
    url,
    async open(hash = '', { query = '', ...contextOptions } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions })
      const page = await context.newPage()
      const faults = watch(page, url)
      await page.goto(`${url}${query}${hash}`)
      return { page, faults }
    },
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

function addressOf(server: PreviewServer): string {
  const address = server.httpServer.address()
  if (!address || typeof address === 'string') throw new Error('The preview server has no port.')
  return `http://127.0.0.1:${address.port}/`
}

function watch(page: Page, url: string): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) faults.push(`request to another host: ${request.url()}`)
  })
  return faults
}
