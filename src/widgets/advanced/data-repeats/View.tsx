/** Held-out loss, and loss on its own text, over how often the text was read. */
import { Curves } from '../../../figures/Curves.tsx'
import { fixed, int, signed } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { EPOCHS, type Progress, readingsOf, type Repeat } from './repeats.ts'
import widget from './widget.ts'

export default draw(widget, function DataRepeats(figure) {
  const { params, value, progress, busy } = figure
  const done = busy ? (progress?.done ?? []) : (value ?? [])
  return (
    <Figure
      of={figure}
      name="Repeats"
      title="the same steps on less text"
      start={`Train ${EPOCHS.length} models`}
      footer={
        <span>
          17,352 parameters, {int(params.steps)} steps of 256 characters each time, seed {params.seed}; the runs are forgotten afterwards
        </span>
      }
    >
      <Curves
        caption="loss at the end, nats a character, by how often the text was read (factors of two)"
        across="readings of the text"
        curves={[
          { name: 'on held-out text', points: done.map(({ epochs, heldOut }) => ({ x: Math.log2(epochs), y: heldOut })) },
          { name: 'on the text it read', points: done.map(({ epochs, train }) => ({ x: Math.log2(epochs), y: train })), dashed: true },
        ]}
        dots
        rows={EPOCHS.map((epochs) => Math.log2(epochs))}
        until={6}
        writeX={(x) => int(2 ** x)}
        writeY={(y) => fixed(y)}
      />
      <Status>{busy ? underWay(progress, params.steps) : saidOf(value)}</Status>
    </Figure>
  )
})

const underWay = (progress: Progress | null, steps: number): string =>
  progress
    ? `${progress.epochs} ${progress.epochs === 1 ? 'reading' : 'readings'}: step ${int(progress.step)} of ${int(steps)}`
    : 'starting …'

function saidOf(done: readonly Repeat[] | null): string {
  const readings = done && readingsOf(done)
  if (!done || !readings) return 'Nothing is trained yet. Say what you expect before you press the button.'
  return `Beside ${int(done[0]!.unique)} different characters read once: ${signed(readings.four!)} nats for a quarter read 4 times, ${signed(readings.most!)} for a sixty-fourth read 64 times.`
}
