/** What is measured where a task is done: name → what it is. */
import { widgets } from 'virtual:widgets'
import { LAB_READINGS } from '../../../teach/labReadings.ts'
import type { DraftTask } from './draft.ts'

export function readingsOf(where: DraftTask['where']): Readonly<Record<string, string>> {
  if (where.kind === 'lab') return LAB_READINGS
  return where.kind === 'widget' ? (widgets[where.widget]?.readings ?? {}) : {}
}
