/**
 * Runs in the document's head, before anything is painted: puts on the theme that was chosen, fetches a lesson's text and only then
 * the app, and holds what is pressed until the app can answer. Built into `index.html` by `vitePlugin.ts`.
 */
import { LESSON, pathOf } from './first.ts'

interface Files {
  scripts: string[]
  styles: string[]
}

/** Files of the build, put here by the build: the app, what it imports always and for each kind of page, and each lesson's HTML by its `part/slug`. */
declare const FILES: { app: string; always: Files; landing: Files; lesson: Files; lessons: Record<string, string> }

/** A text that stays away this long, in milliseconds, is left to the app. */
const PATIENCE = 2000
const HELD = 'button, a[href^="#"]:not([href^="#/"])'

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
const preload = (): void => {
  for (const script of [...files.always.scripts, ...scripts]) load('modulepreload', script).catch(() => {})
}
if (!lesson) preload()

let begun = false
function begin(): void {
  if (begun) return
  begun = true
  if (lesson) preload()
  document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: files.app, crossOrigin: '' }))
}

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
    if (!lesson) {
      begin()
      return
    }
    setTimeout(begin, PATIENCE)
    lesson
      .then((html) => {
        if (over) return
        root.innerHTML = html
        first.path = path
      })
      .catch(() => {}) // the app will draw it, or say why it cannot
      .finally(begin)
  },
}
globalThis.firstPage = first
