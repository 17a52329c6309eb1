/** What is said beside a lesson's questions where an assignment counts attempts; whoever follows none loads nothing for it. */
import { useCallback, useEffect, useState } from 'react'
import { useLearning } from '../../session/learning.ts'
import type { Assigned } from './readAssigned.ts'

export function useLeft(assigned: Assigned | null): (key: string) => string | null {
  const counts = assigned !== null && assigned.attempts !== null
  const attempts = useLearning((s) => (counts ? s.attempts : null))
  const [say, setSay] = useState<typeof import('./record/left.ts').leftSaid | null>(null)
  useEffect(() => {
    if (counts) void import('./record/left.ts').then(({ leftSaid }) => setSay(() => leftSaid))
  }, [counts])
  return useCallback((key) => (say && assigned && attempts ? say(assigned, { attempts }, key) : null), [say, assigned, attempts])
}
