/** What a package for a learning platform is made of: the course's page as Vite made it, without the first page in it, and the list of all files. */
import type { Plugin, ResolvedConfig } from 'vite'
import { courseFiles } from '../../offline/vitePlugin.ts'
import { FILES, PAGE } from './names.ts'

/** The page, taken before the first page is put into it: a package opens on its assignment. */
export function packedPage(): Plugin {
  return {
    name: 'packed-page',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html']
        if (page?.type !== 'asset') throw new Error('The build has no index.html.')
        this.emitFile({ type: 'asset', fileName: PAGE, source: String(page.source) })
      },
    },
  }
}

/** Names of all files that the course needs, as the Assign page asks for them. */
export function packedFiles(): Plugin {
  let config: ResolvedConfig
  return {
    name: 'packed-files',
    apply: 'build',
    enforce: 'post',
    configResolved(resolved) {
      config = resolved
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const names = courseFiles(bundle, config.publicDir).map(([name]) => name)
        const source = JSON.stringify(names.filter((name) => ![PAGE, 'index.html', 'manifest.webmanifest'].includes(name)).sort())
        this.emitFile({ type: 'asset', fileName: FILES, source })
      },
    },
  }
}
