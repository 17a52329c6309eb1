/** `npm run new:widget <part>/<id>`: writes the folder of a figure that shows a number of the open model, with its test. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { skeleton } from './frame/skeleton.ts'

/**
 * @param root the project's folder
 * @returns the folder that was written, or what is wrong with the arguments
 */
export function newWidget(root: string, [path = '']: readonly string[]): { folder: string } | { wrong: string } {
  const [, part, id] = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(path) ?? []
  if (!part || !id) return { wrong: 'Say which part it belongs to and what it is called: npm run new:widget -- transformer/token-surprise' }
  const widgets = join(root, 'src/widgets')
  const parts = readdirSync(widgets, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['frame', 'testing'].includes(entry.name))
    .map(({ name }) => name)
  // Lessons name a widget by its id alone.
  const taken = parts.find((each) => existsSync(join(widgets, each, id)))
  if (taken) return { wrong: `There is a widget "${id}" already, in src/widgets/${taken}/${id}.` }
  if (['frame', 'testing'].includes(part)) return { wrong: `"${part}" is no part of the course; there are: ${parts.join(', ')}.` }
  const folder = `src/widgets/${part}/${id}`
  mkdirSync(join(root, folder), { recursive: true })
  for (const [name, text] of Object.entries(skeleton(id))) writeFileSync(join(root, folder, name), text)
  return { folder }
}

if (process.argv[1] && import.meta.filename === process.argv[1]) {
  const result = newWidget(process.cwd(), process.argv.slice(2))
  if ('wrong' in result) console.error(result.wrong)
  else
    console.log(
      `${result.folder} is there. "npm run dev" shows it at #/gallery; a lesson takes it with ::widget{id=${result.folder.split('/').at(-1)}}.`,
    )
  process.exitCode = 'wrong' in result ? 1 : 0
}
