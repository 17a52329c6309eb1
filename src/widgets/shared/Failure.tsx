/** The failure of one place, shown there, until it is dismissed or the next try works. */
import { useSession } from '../../session/index.ts'
import type { Session } from '../../session/index.ts'
import { Notice } from '../../ui/Notice.tsx'

export function Failure({ place, where }: { place: keyof Session['failures']; where: string }) {
  const failure = useSession((s) => s.failures[place])
  const dismiss = useSession((s) => s.dismiss)
  if (!failure) return null
  return (
    <Notice kind="failure" where={where} hint={failure.hint} onDismiss={() => dismiss(place)}>
      {failure.message}
    </Notice>
  )
}
