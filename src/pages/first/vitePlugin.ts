/** Puts pages into the build as HTML, so that they can be read before the app has come: the landing page into `index.html`, each lesson into a file of its own. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build, createServer, type Plugin, type ResolvedConfig, type Rolldown } from 'vite'

const LANDING = 'src/pages/landing/LandingPage.tsx'
const LESSON_PAGE = 'src/pages/learn/LessonPage.tsx'
/** What `virtual:lessons` calls a lesson's body, before its `part/slug`. */
const BODY = '\0virtual:lesson/'

/** Style sheets below this many characters stand in `index.html`; one that is larger must not delay the pages that do without it. */
const SMALL = 5000

type Render = (path: string) => Promise<string>

/** `lessons`: the plugin that gives `virtual:lessons`, with what it has compiled. */
export default function firstPages(lessons: Plugin): Plugin {
  let config: ResolvedConfig
  return {
    name: 'first-pages',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const page = bundle['index.html']
        if (page?.type !== 'asset') throw new Error('The build has no index.html.')
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const app = chunks.find((chunk) => chunk.isEntry)!
        const entry = filesOf(bundle, app)
        const beyondEntry = (module: string): Files => without(filesOf(bundle, chunkOf(chunks, join(config.root, module))), entry)
        const landing = beyondEntry(LANDING)
        const lesson = beyondEntry(LESSON_PAGE)
        const bodies = chunks.filter((chunk) => chunk.facadeModuleId?.startsWith(BODY))

        await withRenderer(config.root, lessons, async (render) => {
          const html: Record<string, string> = {}
          for (const body of bodies) {
            const id = body.facadeModuleId!.slice(BODY.length)
            const source = `<link rel="modulepreload" crossorigin href="./${body.fileName}">${await render(`/learn/${id}`)}`
            html[id] = `assets/${id.split('/')[1]}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.html`
            this.emitFile({ type: 'asset', fileName: html[id], source })
          }
          const small = lesson.styles.filter((name) => styleOf(bundle, name).length < SMALL)
          const large = without(lesson, { scripts: [], styles: small })
          const head = await headWith(config.root, {
            app: app.fileName,
            always: { ...entry, styles: [] },
            landing: { ...landing, styles: [] },
            lesson: large,
            lessons: html,
          })
          const styles = [...new Set([...entry.styles, ...landing.styles, ...small])].map((name) => styleOf(bundle, name)).join('')
          const home = await render('/')
          page.source = String(page.source)
            // The script of the head asks for all of them, in the order in which they are needed.
            .replaceAll(/\s*<link rel="(stylesheet|modulepreload)"[^>]*>|\s*<script type="module"[^>]*><\/script>/g, '')
            .replace('<title>', () => `<script>${head}</script>\n    <style>${styles}</style>\n    <title>`)
            .replace('<div id="root"></div>', () => `<div id="root" hidden>${home}</div>\n    <script>firstPage.show()</script>`)
        })
      },
    },
  }
}

interface Files {
  scripts: string[]
  styles: string[]
}

const chunkOf = (chunks: readonly Rolldown.OutputChunk[], module: string): Rolldown.OutputChunk => {
  const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module)
  if (!chunk) throw new Error(`The build has no chunk of its own for ${module}.`)
  return chunk
}

/** A chunk with all that it imports; what is imported comes first, as the page would load it. */
function filesOf(bundle: Rolldown.OutputBundle, chunk: Rolldown.OutputChunk): Files {
  const scripts = new Set<string>()
  const styles = new Set<string>()
  const visit = (each: Rolldown.OutputChunk): void => {
    if (scripts.has(each.fileName)) return
    scripts.add(each.fileName)
    for (const name of each.imports) if (bundle[name]?.type === 'chunk') visit(bundle[name])
    for (const style of each.viteMetadata?.importedCss ?? []) styles.add(style)
  }
  visit(chunk)
  return { scripts: [...scripts], styles: [...styles] }
}

const without = (files: Files, known: Files): Files => ({
  scripts: files.scripts.filter((name) => !known.scripts.includes(name)),
  styles: files.styles.filter((name) => !known.styles.includes(name)),
})

/** A style sheet as it reads from the folder above its own. */
function styleOf(bundle: Rolldown.OutputBundle, name: string): string {
  const file = bundle[name]
  if (file?.type !== 'asset') throw new Error(`The build has no ${name}.`)
  return String(file.source)
    .trim()
    .replaceAll(/url\((["']?)\.\//g, 'url($1./assets/')
}

/** The app's modules as Node runs them: only those that a page without its visitor needs are read. */
async function withRenderer(root: string, { name, resolveId, load }: Plugin, use: (render: Render) => Promise<void>): Promise<void> {
  const server = await createServer({
    configFile: false,
    root,
    mode: 'production',
    logLevel: 'warn',
    appType: 'custom',
    plugins: [{ name, resolveId: resolveId!, load: load! }],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    oxc: { jsx: { runtime: 'automatic', development: false } },
  })
  try {
    const { render } = await server.ssrLoadModule('/src/pages/first/render.tsx')
    await use(render)
  } finally {
    await server.close()
  }
}

async function headWith(root: string, files: object): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { FILES: JSON.stringify(files) },
    build: {
      write: false,
      modulePreload: false,
      rollupOptions: { input: join(root, 'src/pages/first/head.ts'), output: { format: 'iife' } },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('the script of the head was not built')
  return output.output[0].code.trim()
}
