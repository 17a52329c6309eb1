/** What a learner did for an assignment, and how they stand, as it changes. */
import { useMemo } from 'react'
import { useLearning } from '../../session/learning.ts'
import type { ItemRecord } from '../../teach/receipt/receipt.ts'
import type { Assigned } from './readAssigned.ts'
import { recordsOf } from './record/records.ts'
import { type Standing, standingOf } from './record/standing.ts'

export function useRecord(assigned: Assigned): { records: ItemRecord[]; standing: Standing } {
  const attempts = useLearning((s) => s.attempts)
  const predictions = useLearning((s) => s.predictions)
  return useMemo(() => {
    const records = recordsOf(assigned, { attempts, predictions })
    return { records, standing: standingOf(assigned, records) }
  }, [assigned, attempts, predictions])
}
