/** One line of the board: what it is, what it costs, what it writes, and the button that trains or counts it here. */
import { useSession } from '../../../session/index.ts'
import { Group } from '../../../ui/Group.tsx'
import { Button } from '../../../ui/Button.tsx'
import { duration, fixed, int } from '../../../ui/format.ts'
import type { Figure } from '../../frame/useFigure.ts'
import type { Progress } from './widget.ts'
import css from './Board.module.css'
import type { Board, Line, Own, Rung } from './records.ts'
import { RUNG_WORDS, shapeOf } from './words.ts'

export interface RungPanelProps {
  board: Board
  line: Line
  own: Own | undefined
  run: Pick<Figure<never, unknown, Progress>, 'busy' | 'progress' | 'start' | 'stop'>
}

export function RungPanel({ board, line, own, run: { busy, progress, start, stop } }: RungPanelProps) {
  const speed = useSession((s) => s.device?.gflopsPerSecond)
  const { name, adds } = RUNG_WORDS[line.id]
  const rung = board.rungs.find(({ id }) => id === line.id)
  const mine = busy && rung && (progress === null || progress.id === line.id)
  return (
    <Group aria-label={name} className={css.panel}>
      <div className="row between">
        <div>
          <h3 className="h3">{name}</h3>
          <p className="cap">{adds}</p>
        </div>
        <Button look="primary" onClick={busy ? stop : start}>
          {busy ? 'Stop' : rung ? (own ? 'Train it again' : 'Train it here') : own ? 'Count it again' : 'Count it here'}
        </Button>
      </div>
      <p className="cap n">
        {shapeOf(board, line.id)}; {int(line.parameters)} {rung ? 'parameters' : 'counts'}
        {rung ? `; ${int(rung.training.steps)} steps` : `; ${int(board.trainCharacters)} characters read once`}
        {rung && speed ? `; ${duration(Math.max(1, rung.gflops / speed))} or more at this device’s measured speed` : ''}
      </p>
      <p role="status" className="cap n">
        {mine ? said(progress, rung) : ''}
      </p>
      <figure className={css.sample}>
        <figcaption className="cap">
          {own ? `yours, ${fixed(own.bits, 3)} bits, writes` : `the shipped record, ${fixed(line.bitsPerCharacter, 3)} bits, wrote`}
        </figcaption>
        <p>
          <span className="mute">{board.samplePrompt}</span>
          {own ? own.written : line.sample}
        </p>
      </figure>
    </Group>
  )
}

function said(progress: Progress | null, { training }: Rung): string {
  const so = progress?.so
  if (!so) return 'Starting the core, 1 to 3 s.'
  const last = so.evaluations.at(-1)
  return `Step ${int(so.curve.at(-1)?.step ?? 0)} of ${int(training.steps)}${last ? `, ${fixed(last.bitsPerCharacter)} bits at step ${int(last.step)}` : ''}.`
}
