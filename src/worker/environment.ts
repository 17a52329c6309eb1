/** What the worker needs from where it runs. The browser gives one (`browser.ts`), the tests another. */
import type { TextSource } from '../core/data/bundled.ts'
import type { Digits } from '../core/data/digits/digits.ts'
import type { Player } from '../core/publish/page.ts'
import type { Fetch } from '../core/hub/answers.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { OpenStorage } from '../storage/open.ts'

export interface Environment {
  /** `threads` 0: as many as are good for the machine */
  openWasm(threads: number): Promise<Runtime>
  openWebGpu(): Promise<Runtime>
  /** What `navigator.gpu` offers, before a device is made of it. */
  probeGpu(): Promise<'real' | 'software' | 'none'>
  openStorage(): Promise<OpenStorage>
  texts: TextSource
  digits(): Promise<Digits>
  /** the file of labelled reviews, as its package has it */
  reviews(): Promise<string>
  /** the program of published pages */
  player(): Promise<Player>
  /** These files of a model that is shipped with the course; null where there is none. */
  fetchShipped(id: string, names: readonly string[]): Promise<Map<string, Uint8Array> | null>
  /** The network beyond the page's own server, and where the page is served from. Used only when a learner asks for a model of the hub. */
  hub: { fetch: Fetch; page: URL }
  /** Monotonic, in ms. */
  now(): number
  /** Lets messages from the page in, without the delay of a timer (background tabs slow timers down to one a minute). */
  yieldToMessages(): Promise<void>
}
