/** What this is, in one sentence, and the one button that shows it. */
import { Link } from 'wouter'
import { isRunning, useSession } from '../../session/index.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { useTrain } from '../../instruments/core.ts'
import css from './Hero.module.css'
import { GoOn } from './GoOn.tsx'

export const TRAIN_YOUR_OWN = 'train-your-own'

/** `onTrain` is called when the visitor asks for a run. */
export function Hero({ onTrain }: { onTrain: () => void }) {
  const running = useSession((s) => isRunning(s.run))
  const { waiting, train } = useTrain()
  const begin = (): void => {
    onTrain()
    void train()
  }
  const idle = running || waiting
  return (
    <div className={css.hero}>
      <h1>Train a small GPT in this tab, then see what every number in it does.</h1>
      <div>
        <p>A course from first words to GPT-1. Each figure is computed from the model you train, on your machine, while you read.</p>
        <div className={css.buttons}>
          <Button id={TRAIN_YOUR_OWN} look="primary" aria-disabled={idle} onClick={() => (idle ? undefined : begin())}>
            {running ? 'Training below' : waiting ? 'Starting …' : 'Train your own'}
          </Button>
          <GoOn />
          <Link href="/lab" className={buttonClass()}>
            Open the lab
          </Link>
        </div>
        <p className={css.ways}>
          With ten minutes, press <i>Train your own</i>. For one part, <Link href="/learn">choose it</Link>. For a class,{' '}
          <Link href="/teach">assign it</Link>.
        </p>
      </div>
    </div>
  )
}
