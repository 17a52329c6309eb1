/** Buttons of a figure that goes backwards through a computation one step at a time. */
import { Button } from '../ui/Button.tsx'

export interface WayBackProps {
  /** steps that are shown, from 0 */
  back: number
  /** steps there are */
  last: number
  onBack: (back: number) => void
}

export function WayBack({ back, last, onBack }: WayBackProps) {
  return (
    <>
      <Button onClick={() => onBack(0)} disabled={back === 0}>
        Forwards only
      </Button>
      <Button look="primary" onClick={() => onBack(Math.min(last, back + 1))} aria-disabled={back === last}>
        One step back
      </Button>
    </>
  )
}
