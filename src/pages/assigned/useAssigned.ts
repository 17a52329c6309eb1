/** The instructor's selection that the learner follows, if any. Whoever follows none does not load what unpacks a link. */
import { useEffect, useState } from 'react'
import { useLearning } from '../../session/learning.ts'
import type { Assigned } from './readAssigned.ts'

export function useAssigned(): Assigned | null {
  const link = useLearning((s) => s.assignment.now?.link)
  const [assigned, setAssigned] = useState<Assigned | null>(null)
  useEffect(() => {
    let wanted = true
    const read = async (): Promise<Assigned | null> => {
      if (link === undefined) return null
      const [{ readAssigned }, { broughtHere }, { follow }] = await Promise.all([
        import('./readAssigned.ts'),
        import('./brought.ts'),
        import('./record/follow.ts'),
      ])
      const assigned = readAssigned(link, broughtHere)
      follow(assigned)
      return assigned
    }
    // One that another version kept may not be readable; its own page says what is wrong.
    void read().then(
      (now) => wanted && setAssigned(now),
      () => wanted && setAssigned(null),
    )
    return () => {
      wanted = false
    }
  }, [link])
  return assigned
}
