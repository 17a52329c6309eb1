/** What each item counts beside the others. */
import { itemKey } from '../../../teach/assignment/items.ts'
import { Field } from '../../../ui/Field.tsx'
import { entryOf } from '../../course/course.ts'
import css from './AssignPage.module.css'
import type { DraftItem, DraftLesson } from './draft.ts'
import { titleIn } from './ownLessons.ts'

interface PointsProps {
  items: readonly DraftItem[]
  lessons: readonly DraftLesson[]
  onItems: (items: DraftItem[]) => void
}

export function Points({ items, lessons, onItems }: PointsProps) {
  if (items.length < 2) return null
  return (
    <>
      <p className={`cap ${css.above}`}>Points of each, one where nothing else stands:</p>
      <div className={css.settings}>
        {items.map((item, i) => (
          <Field
            key={keyOf(item)}
            label={labelOf(item, lessons)}
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

function labelOf(item: DraftItem, lessons: readonly DraftLesson[]): string {
  if (item.kind === 'task') return item.title || 'A task'
  const [lesson, question] = keyOf(item).split('#')
  const title = entryOf(lesson!)?.title ?? titleIn(lessons, lesson!) ?? lesson!
  return question ? `${title}: ${question}` : title
}
