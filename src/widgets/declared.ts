/** All declarations at once, by id: for the lesson compiler and for tests. A page loads each when it is near; see registry.ts. */
import type { AnyWidget } from './frame/define.ts'

const found = import.meta.glob<AnyWidget>('./*/*/widget.ts', { import: 'default', eager: true })

export const declared: Readonly<Record<string, AnyWidget>> = Object.fromEntries(
  Object.values(found)
    .map((widget) => [widget.id, widget] as const)
    .sort(([a], [b]) => a.localeCompare(b)),
)

/** The part that each lies in. */
export const partOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(found).map(([path, { id }]) => [id, path.split('/')[1]!]),
)
