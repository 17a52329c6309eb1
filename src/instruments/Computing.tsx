/** What stands where a computation's result will be: that it runs, or why it failed and a way to try again. */
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Computed } from './computed.ts'

/** `busy` says what is happening; `waiting`, what has to come first. Nothing is shown once there is a result. */
export function Computing({ of, where, busy, waiting = busy }: { of: Computed<unknown>; where: string; busy: string; waiting?: string }) {
  if (of.error) {
    return (
      <Notice kind="failure" where={where} hint={of.error.hint} actions={<Button onClick={of.again}>Try again</Button>}>
        {of.error.message}
      </Notice>
    )
  }
  if (of.value !== null) return null
  return (
    <p className="cap" role="status" data-waiting="">
      {of.busy ? busy : waiting}
    </p>
  )
}
