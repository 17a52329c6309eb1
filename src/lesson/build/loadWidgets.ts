/** The declarations of a project's widgets, where there are files and no page: Vite reads the folders as it does for the page. */
import { join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'
import type { Widgets } from '../compile/widgets.ts'

/** What a widget computes may lie beside what it draws; how that looks is not asked here. */
const noStyles: Plugin = {
  name: 'no-styles',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('.css') ? '\0no-styles' : null),
  load: (id) => (id === '\0no-styles' ? 'export default {}' : null),
}

/** @param root the project's folder */
export async function loadWidgets(root: string): Promise<Widgets> {
  const file = join(root, 'src/widgets/declared.ts')
  const { module } = await runnerImport<{ declared: Widgets }>(file, { root, configFile: false, logLevel: 'error', plugins: [noStyles] })
  return module.declared
}

/** What the page is told of them: words only, no code. */
export const indexOf = (widgets: Widgets) =>
  Object.fromEntries(
    Object.entries(widgets)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { part, title, teaches, needs, readings }]) => [id, { id, part, title, teaches, needs, readings }]),
  )
