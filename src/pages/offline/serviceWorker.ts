/** The course without a network: every built file is kept at the first visit and served from there. Built by `vitePlugin.ts` on its own. */
import { addPlugins, cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { TAKE_OVER } from './messages.ts'

/** What lies in the build, put here by the build. */
declare const BUILT_FILES: PrecacheEntry[]

const worker = self as unknown as ServiceWorkerGlobalScope
const home = new URL(worker.registration.scope).pathname

/** The core runs on several threads only in an isolated page. A host that sends no headers gets them here, from the second load on. */
function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error' || response.headers.has('Cross-Origin-Embedder-Policy')) return response
  const headers = new Headers(response.headers)
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp')
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

/** Asked once: a version that will not take over must not be waited for at every load. */
let asked = false

/** An empty page that asks again as soon as the newer version serves: it cannot begin while this request is still being answered. */
const ONE_MOMENT = `<!doctype html><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><script>
const again = () => location.reload()
navigator.serviceWorker.addEventListener('controllerchange', again)
navigator.serviceWorker.getRegistration().then((registration) => registration?.waiting || again())
setTimeout(again, 3000)
</script>`

/** The page. Where a newer version waits and no other tab holds the old one, it takes over first and the page is asked for again. */
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && [home, `${home}index.html`].includes(url.pathname),
  async ({ request }) => {
    const { waiting } = worker.registration
    if (waiting && !asked && (await worker.clients.matchAll({ type: 'window' })).length < 2) {
      asked = true
      waiting.postMessage(TAKE_OVER)
      return new Response(ONE_MOMENT, { headers: { 'Content-Type': 'text/html' } })
    }
    return isolated((await matchPrecache('index.html')) ?? (await fetch(request)))
  },
)

addPlugins([{ handlerWillRespond: async ({ response }) => isolated(response) }])
precacheAndRoute(BUILT_FILES, { ignoreURLParametersMatching: [/./] })
cleanupOutdatedCaches()

worker.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) void worker.skipWaiting()
})

/** The page of the first visit is served from here as well, so that it can lose the network at once. */
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
