/** The model map in a browser, by the shipped model on the CPU: from a typed letter to the painted map, and the work of a frame while it zooms and is dragged. */
import type { Page } from 'playwright'
import { startHost } from '../e2e/host.ts'
import { launchBrowser } from '../support/browser.ts'

const SENTENCE = 'the people of the union and the army'
const LETTERS = 44
const FRAMES = 120

/** Lines of a table, as the terminal shows it. What is measured is the build in `dist/`, which is made where there is none. */
export async function benchMap(): Promise<string> {
  const [host, browser] = await Promise.all([startHost(), launchBrowser()])
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } })
    // What runs TypeScript here wraps functions in a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (it) => it')
    await page.goto(`${host.url}?runtime=wasm#/gallery/widgets/model-map`)
    await page.getByRole('group', { name: /^Model map/ }).waitFor({ timeout: 120_000 })
    await page.waitForTimeout(2000)
    const letters = await typed(page)
    const zoomed = await moved(page, 'zoom')
    const dragged = await moved(page, 'drag')
    return [
      `The model map at ${1440} × 1000 in ${browser.browserType().name()} ${browser.version()}, WebAssembly; ms.`,
      '',
      '| what | p50 | p95 |',
      '|---|---|---|',
      `| a typed letter, to the painted map (${letters.length}) | ${figures(letters)} |`,
      `| a frame of zoom, its work (${zoomed.length}) | ${figures(zoomed)} |`,
      `| a frame of dragging, its work (${dragged.length}) | ${figures(dragged)} |`,
    ].join('\n')
  } finally {
    await browser.close()
    await host.close()
  }
}

/** Each letter is typed when the one before it is painted. The map's name says how many letters it shows, and changes with them. */
function typed(page: Page): Promise<number[]> {
  return page.evaluate(
    async ({ sentence, count }) => {
      const map = document.querySelector('[aria-roledescription="map"]')!
      const box = map.querySelector('input')!
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!
      const times: number[] = []
      for (let i = 0; i < count; i++) {
        // There and back, so that every letter is another text than the last.
        const length = 12 + Math.abs((i % 44) - 22)
        const painted = new Promise<void>((done) => {
          const watch = new MutationObserver(() => {
            watch.disconnect()
            done()
          })
          watch.observe(map, { attributes: true, attributeFilter: ['aria-label'] })
        })
        const begun = performance.now()
        write.call(box, sentence.slice(0, length))
        box.dispatchEvent(new Event('input', { bubbles: true }))
        await painted
        times.push(performance.now() - begun)
        await new Promise((done) => setTimeout(done, 60))
      }
      return times
    },
    { sentence: SENTENCE, count: LETTERS },
  )
}

/** From the event to the end of what it makes the page do: words are moved and the canvas is painted in one task. */
function moved(page: Page, how: 'zoom' | 'drag'): Promise<number[]> {
  return page.evaluate(
    async ({ how, count }) => {
      const map = document.querySelector<HTMLElement>('[aria-roledescription="map"]')!
      const { left, top } = map.getBoundingClientRect()
      const [clientX, clientY] = [left + 600, top + 350]
      const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()))
      const committed = () =>
        new Promise<void>((done) => {
          const watch = new MutationObserver(() => {
            watch.disconnect()
            done()
          })
          watch.observe(map, { attributes: true, childList: true, subtree: true })
        })
      const wheel = (deltaY: number) =>
        map.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX, clientY, ctrlKey: true, cancelable: true }))
      const pointer = (type: string, x: number) =>
        map.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: x, clientY, bubbles: true }))
      const times: number[] = []
      if (how === 'drag') pointer('pointerdown', clientX)
      for (let i = 0; i < count; i++) {
        await frame()
        const done = committed()
        const begun = performance.now()
        if (how === 'zoom') wheel(i % 60 < 30 ? -40 : 30)
        else pointer('pointermove', clientX + 8 + (i % 60 < 30 ? i % 60 : 60 - (i % 60)) * 6)
        await done
        times.push(performance.now() - begun)
      }
      if (how === 'drag') pointer('pointercancel', clientX)
      return times
    },
    { how, count: FRAMES },
  )
}

function figures(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number): string => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1)
  return `${at(0.5)} | ${at(0.95)}`
}
