/** The declarations of a project's widgets, where there are files and no page: Vite reads the folders as it does for the page. */
import { join } from 'node:path'
import { runnerImport } from 'vite'
import type { Widgets } from './widgets.ts'

/** @param root the project's folder */
export async function loadWidgets(root: string): Promise<Widgets> {
  const { module } = await runnerImport<{ metas: Widgets }>(join(root, 'src/widgets/metas.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  })
  return module.metas
}
