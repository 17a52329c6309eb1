/** All declarations at once, by id: for the lesson compiler and for tests. A page loads each when it is near; see registry.ts. */
import type { AnyWidget } from './frame/define.ts'

const found = Object.entries(import.meta.glob<AnyWidget>('./*/*/widget.ts', { import: 'default', eager: true }))

/** With the part in whose folder it lies. */
export const declared: Readonly<Record<string, AnyWidget & { part: string }>> = Object.fromEntries(
  found.map(([path, widget]) => [widget.id, { ...widget, part: path.split('/')[1]! }]),
)
