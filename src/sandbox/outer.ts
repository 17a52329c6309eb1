/**
 * The sandbox's outer page, `sandbox.html`. It has the course's origin, so that the service worker serves it, and a policy of its own,
 * which forbids all connections and which the inner page inherits. The inner page has no origin; this one hands it the course's port.
 */

/** The inner page's script, put here by the build. */
declare const FRAME: string

addEventListener(
  'message',
  ({ source, ports: [course] }) => {
    if (source !== parent || !course) return
    const inner = document.createElement('iframe')
    inner.setAttribute('sandbox', 'allow-scripts')
    inner.title = 'Where your code runs'
    inner.srcdoc = `<!doctype html><meta charset="utf-8"><script>${FRAME}</script>`
    inner.addEventListener('load', () => inner.contentWindow?.postMessage(0, '*', [course]), { once: true })
    document.body.append(inner)
  },
  { once: true },
)
parent.postMessage('sandbox', location.origin)
