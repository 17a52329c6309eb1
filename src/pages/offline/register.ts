/** Registers the service worker once the page is at rest, and tells when a newer version of the course waits. */
import { TAKE_OVER } from './messages.ts'

/** Calls `onReady` when a newer version waits, with the function that lets it take over and opens it. */
export async function keepOffline(onReady: (open: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await settled()
  // A browser may refuse: private windows, blocked storage, a page that is not secure. The course then needs its network.
  const registration = await register().catch(() => null)
  if (!registration) return
  const tell = (waiting: ServiceWorker): void => {
    onReady(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
      waiting.postMessage(TAKE_OVER)
    })
  }
  const watch = (coming: ServiceWorker): void =>
    coming.addEventListener('statechange', () => {
      // Without a controller this is the first version, which nobody waits for.
      if (coming.state === 'installed' && navigator.serviceWorker.controller) tell(coming)
    })
  if (registration.waiting) tell(registration.waiting)
  if (registration.installing) watch(registration.installing)
  registration.addEventListener('updatefound', () => registration.installing && watch(registration.installing))
}

/** Rejects, too, where even asking for the service worker throws. */
const register = async (): Promise<ServiceWorkerRegistration> => navigator.serviceWorker.register('./service-worker.js')

/** Loaded, and with time to spare: keeping the files must not slow down the page that is read. */
async function settled(): Promise<void> {
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve, { once: true }))
  await new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 5000 })
    else setTimeout(resolve, 2000)
  })
}
