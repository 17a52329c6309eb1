/** As much of jsdom as a test needs that runs a page of its own. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { runScripts?: 'dangerously' })
    readonly window: Window & typeof globalThis & Record<string, unknown>
  }
}
