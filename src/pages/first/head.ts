/**
 * Runs in the document's head, before anything is painted: puts on the theme that was chosen, fetches what the page needs
 * while the app is still on its way, and holds what is pressed until the app can answer. Built into `index.html` by `vitePlugin.ts`.
 */
import { LESSON, pathOf } from './first.ts'

interface Files {
  scripts: string[]
  styles: string[]
}

/** Files of the build, put here by the build: what each kind of page imports, and each lesson's HTML by its `part/slug`. */
declare const FILES: { landing: Files; lesson: Files; lessons: Record<string, string> }

const files = FILES
const path = pathOf(location.hash)
const id = LESSON.exec(path)?.[1] ?? ''
const file = Object.hasOwn(files.lessons, id) ? files.lessons[id] : undefined

try {
  const theme = localStorage.getItem('pathway.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // a browser that refuses storage has no theme kept
}

const load = (rel: string, href: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel, href, crossOrigin: '', onload: () => resolve(), onerror: reject })
    document.head.append(link)
  })

async function lessonHtml(file: string): Promise<string> {
  const [response] = await Promise.all([fetch(file), ...files.lesson.styles.map((style) => load('stylesheet', style))])
  if (!response.ok) throw new Error(response.statusText)
  return response.text()
}

// Once the service worker keeps the course, the app itself is here as soon as this would be.
const lesson = file && !navigator.serviceWorker?.controller ? lessonHtml(file) : undefined
const { scripts } = path === '/' ? files.landing : file ? files.lesson : { scripts: [] }
for (const script of scripts) load('modulepreload', script).catch(() => {})

const HELD = 'button, a[href^="#"]:not([href^="#/"])'

function hold(event: Event): void {
  const pressed = (event.target as Element).closest<HTMLElement>(HELD)
  if (!pressed) return
  event.preventDefault()
  pressed.dataset.held = ''
  first.held.push(pressed)
}
addEventListener('click', hold, true)

let over = false
const first = {
  path: null as string | null,
  held: [] as HTMLElement[],
  handOver() {
    over = true
    removeEventListener('click', hold, true)
  },
  /** Called behind `#root`, which holds the landing page, hidden. */
  show() {
    const root = document.getElementById('root')!
    if (path === '/') first.path = path
    else root.textContent = ''
    root.hidden = false
    lesson?.then(
      (html) => {
        if (over) return
        root.innerHTML = html
        first.path = path
      },
      () => {}, // the app will draw it, or say why it cannot
    )
  },
}
globalThis.firstPage = first
