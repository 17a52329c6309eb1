/** Every widget, by id. A folder is found by its name: it loads, with all that it computes and draws, when a reader comes near. */
import type { Drawn } from './frame/draw.tsx'

const views = import.meta.glob<Drawn>('./*/*/View.tsx', { import: 'default' })

export const loads: Readonly<Record<string, () => Promise<Drawn>>> = Object.fromEntries(
  Object.entries(views).map(([path, load]) => [path.split('/')[2]!, load]),
)
