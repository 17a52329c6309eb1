/** What each item counts beside the others. */
import { itemKey } from '../../../teach/assignment/items.ts'
import { Field } from '../../../ui/Field.tsx'
import { entryOf } from '../../course/course.ts'
import css from './AssignPage.module.css'
import type { DraftItem } from './draft.ts'

export function Points({ items, onItems }: { items: readonly DraftItem[]; onItems: (items: DraftItem[]) => void }) {
  if (items.length < 2) return null
  return (
    <>
      <p className={`cap ${css.above}`}>Points of each, one where nothing else stands:</p>
      <div className={css.settings}>
        {items.map((item, i) => (
          <Field
            key={keyOf(item)}
            label={labelOf(item)}
            inputMode="decimal"
            placeholder="1"
            value={item.points ?? ''}
            onChange={(event) => {
              const { points: _, ...rest } = item
              const typed = event.target.value.trim()
              onItems(items.map((each, j) => (j === i ? ((typed === '' ? rest : { ...rest, points: Number(typed) }) as DraftItem) : each)))
            }}
          />
        ))}
      </div>
    </>
  )
}

const keyOf = (item: DraftItem): string => itemKey(item as Parameters<typeof itemKey>[0])

function labelOf(item: DraftItem): string {
  if (item.kind === 'task') return item.title || 'A task'
  const [lesson, question] = keyOf(item).split('#')
  const title = entryOf(lesson!)?.title ?? lesson!
  return question ? `${title}: ${question}` : title
}
