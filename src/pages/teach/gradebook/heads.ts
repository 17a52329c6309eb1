/** What the gradebook calls an item: short, for a column. */
import { type Assignment, type Item, itemKey, lessonOf, OWN } from '../../../teach/assignment/assignment.ts'
import { ownEntry } from '../../assigned/own/ownEntry.ts'

/** Of a lesson of one's own its title, where its text is with the assignment. */
export function headOf({ lessons }: Assignment, item: Item): string {
  if (item.kind === 'task') return item.title
  const name = itemKey(item).split('/').at(-1)!
  const own = lessonOf(item)?.startsWith(`${OWN}/`) ? lessons.find(({ id }) => id === name) : undefined
  return (own && ownEntry(own)?.title) ?? name
}
