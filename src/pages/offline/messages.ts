/** What the page and its service worker say to one another. */

/** To a version that waits: serve from now on. */
export const TAKE_OVER = 'take-over'
