/** Expected recall over a year as a saw's teeth, beside what is left without questions; a button for each time says how it went. */
import { Curves } from '../../../figures/Curves.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { int, share } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './SpacedReading.module.css'
import { YEAR } from './spacing.ts'
import widget from './widget.ts'

const MOST = 12

export default draw(widget, function SpacedReading(figure) {
  const { params, change } = figure
  const turn = (time: number, right: boolean): void => {
    const before = params.answers.padEnd(time, 'r')
    change({ answers: `${before.slice(0, time)}${right ? 'f' : 'r'}${before.slice(time + 1)}` })
  }
  return (
    <Figure
      of={figure}
      name="Year"
      title="a text read on day 0"
      footer={<span>by FSRS, with the settings that your own reviews have</span>}
    >
      {({ asked, next, recall, alone }) => (
        <>
          <fieldset className={css.times}>
            <legend className="cap">asked on these days; press one to forget it then</legend>
            {asked.map(({ day, right }, time) => (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: the nth time is what it is
                key={time}
                type="button"
                disabled={time >= MOST}
                aria-pressed={!right}
                aria-label={`day ${int(day)}, ${right ? 'remembered' : 'forgotten'}`}
                onClick={() => turn(time, right)}
              >
                {int(day)} <span aria-hidden="true">{right ? '✓' : '✗'}</span>
              </button>
            ))}
          </fieldset>
          <Readings>
            <BigNumber label="asked" value={int(asked.length)} context="times within a year" />
            <BigNumber label="next" value={`day ${int(next)}`} context="the first after the year" />
            <BigNumber label="never asked" value={share(alone[30]!.y, 2)} context="expected recall after 30 days" />
          </Readings>
          <Curves
            caption="expected recall"
            across="days since it was read"
            writeX={int}
            writeY={(y) => share(y, 2)}
            until={YEAR}
            rows={[0, 1, 3, 7, 14, 30, 60, 90, 180, YEAR]}
            curves={[
              { name: 'asked', points: recall, colour: 'probability' },
              { name: 'never asked', points: alone, dashed: true },
            ]}
          />
        </>
      )}
    </Figure>
  )
})
