/**
 * After a new deploy, a page that is still open asks for chunks that are gone: it reloads itself, once, and only where nothing is
 * lost by it. What is missing meanwhile, or for good, is told in its place (ui/Boundary.tsx).
 */
import { reloadIfThere } from '../../ui/reload.ts'

const KEY = 'pathway.reloaded-for-chunk'
/** Two failures closer together than this are not a deploy but a fault: show it instead of reloading again. */
const AGAIN_MS = 30_000

/** @param isBusy a run is under way, which a reload would end */
export function reloadAfterDeploy(isBusy: () => boolean): void {
  addEventListener('vite:preloadError', () => {
    if (isBusy()) return
    try {
      if (Date.now() - Number(sessionStorage.getItem(KEY) ?? 0) < AGAIN_MS) return
      sessionStorage.setItem(KEY, String(Date.now()))
    } catch {
      return // without storage we could not tell a deploy from a fault, and might reload for ever
    }
    void reloadIfThere(isBusy)
  })
}
