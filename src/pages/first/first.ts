/** What the script in the document's head and the app know of the page that stands there before React draws it. */

export interface FirstPage {
  /** the page that stands in the document; null: none, or not yet */
  path: string | null
  /** what was pressed before anything could answer */
  held: HTMLElement[]
  /** The app draws from here on: nothing is put into the document any more, and presses are its own. */
  handOver(): void
}

declare global {
  /** Only in the built course. */
  var firstPage: FirstPage | undefined
}

/** Where in the course an address leads: its hash up to a `?`, as `useHashPath` reads it. */
export const pathOf = (hash: string): string => `/${hash.replace(/^#?\/?/, '').split('?')[0]}`

export const LESSON = /^\/learn\/([^/]+\/[^/]+)$/
