/** The failure of one place, shown there, until it is dismissed or the next try works. */
import type { ReactNode } from 'react'
import { useSession } from '../session/index.ts'
import type { FailurePlace } from '../session/state.ts'
import { Notice } from '../ui/Notice.tsx'

export function Failure({ place, where, actions }: { place: FailurePlace; where: string; actions?: ReactNode }) {
  const failure = useSession((s) => s.failures[place])
  const dismiss = useSession((s) => s.dismiss)
  if (!failure) return null
  return (
    <Notice kind="failure" where={where} hint={failure.hint} actions={actions} onDismiss={() => dismiss(place)}>
      {failure.message}
    </Notice>
  )
}
