/** What every widget declares. Plain data, so that the lesson compiler can check a directive without loading React. */
import type { GenericSchema } from 'valibot'

export interface WidgetMeta {
  /** the name in `::widget{id=…}`, and the folder's */
  id: string
  title: string
  /** what a learner sees here, in one sentence */
  teaches: string
  /** the directive's arguments, as strings from markdown */
  params: GenericSchema<Record<string, unknown>, Record<string, unknown>>
  /** what it asks of the session */
  needs: readonly ('device' | 'model' | 'run')[]
}
