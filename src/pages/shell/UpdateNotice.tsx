/** Says, on one quiet line, that a newer version of the course waits. It also takes over by itself at the next load. */
import { packedCode } from '../../session/packed.ts'
import { useEffect, useState } from 'react'
import { isRunning, useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import css from './shell.module.css'

export function UpdateNotice() {
  const [open, setOpen] = useState<(() => void) | null>(null)
  const running = useSession((s) => isRunning(s.run))
  useEffect(() => {
    if (import.meta.env.PROD && !packedCode)
      void import('../offline/register.ts').then(({ keepOffline }) => keepOffline((act) => setOpen(() => act)))
  }, [])
  if (!open) return null
  return (
    <p className={`wrap ${css.update}`} role="status">
      A new version of the course is ready. It opens at the next load{running ? ', when your run is done' : ''}.{' '}
      <Button look="text" disabled={running} onClick={open}>
        Open it now
      </Button>
    </p>
  )
}
