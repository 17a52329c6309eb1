/** After a new deploy, a page that is still open asks for chunks that are gone: it reloads itself, once. */

const KEY = 'pathway.reloaded-for-chunk'
/** Two failures closer together than this are not a deploy but a fault: show it instead of reloading again. */
const AGAIN_MS = 30_000

export function reloadAfterDeploy(): void {
  addEventListener('vite:preloadError', (event) => {
    try {
      if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < AGAIN_MS) return
      sessionStorage.setItem(KEY, String(Date.now()))
    } catch {
      return // without storage we could not tell a deploy from a fault, and might reload for ever
    }
    event.preventDefault()
    location.reload()
  })
}
