/** The board: seven stairs, each guessed, trained and then kept or left; the staircase of losses, with intervals, grows beside it. */
import { intervalOf } from '../../../experiments/interval.ts'
import { usePrecedent } from '../../../instruments/precedent.ts'
import { Button } from '../../../ui/Button.tsx'
import { duration, fixed, int, signed } from '../../../ui/format.ts'
import { HowSure } from '../../../ui/HowSure.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { CHANGES, SEEDS, TEXT } from './changes.ts'
import { differencesOf, isTop, nameOf, type Progress, type Value, type Verdict, VERDICTS, verdictOf } from './climb.ts'
import { SAID, useGuess } from './guess.ts'
import { Staircase } from './Staircase.tsx'
import css from './Stairs.module.css'
import widget from './widget.ts'

const GUESSES = VERDICTS.map((value) => ({ value, label: SAID[value] }))

export default draw(widget, function Stairs(figure) {
  const { params, change, value, progress, busy, running, model, version } = figure
  const precedent = usePrecedent(model, version, TEXT)
  const { kept } = params
  const next = isTop(kept) ? undefined : CHANGES[kept.length]
  const differences = value && next ? differencesOf(value, kept) : null
  const { guess, sure, stands, say, saySure } = useGuess({ kept, steps: params.steps, running, differences })
  const runs = value ? [nameOf(kept), nameOf(`${kept}1`)].filter((name) => !value.losses[name]).length * SEEDS.length : 0
  return (
    <Figure
      of={figure}
      name="Stairs"
      title="from GPT-1 to Llama in seven changes"
      start={value && next && guess && runs > 0 ? `Train ${runs} runs, about ${duration(runs * value.seconds)}` : undefined}
      footer={
        <span>
          2 layers, 48 wide, 4 heads, a context of 32 characters, {int(params.steps)} steps on the State of the Union, seeds{' '}
          {SEEDS.join(', ')}; the runs are forgotten afterwards
        </span>
      }
    >
      {(so) => (
        <>
          <Staircase value={so} kept={kept} precedent={precedent} />
          <Board value={so} kept={kept} />
          {next ? (
            <div className={css.stair}>
              <p>
                <strong>{next.name}</strong>: {next.from}, until now; now {next.to}.
              </p>
              {differences ? (
                <div className={css.act}>
                  <span>{sentenceOf(differences, guess)}</span>
                  <Button onClick={() => change({ kept: `${kept}1` })}>Keep it</Button>
                  <Button onClick={() => change({ kept: `${kept}0` })}>Leave it out</Button>
                </div>
              ) : (
                <>
                  <div className={css.act}>
                    <span>{stands ? 'Your guess, as it stands in your predictions:' : 'Your guess:'}</span>
                    <Segmented
                      label={`Your guess for ${next.name}`}
                      value={guess ?? ''}
                      options={GUESSES as readonly { value: Verdict | ''; label: string }[]}
                      disabled={busy || stands}
                      onChange={(said) => said && say(said)}
                    />
                  </div>
                  {guess && !stands && !busy ? (
                    <div className={css.act}>
                      <HowSure value={sure} onChange={saySure} />
                    </div>
                  ) : null}
                </>
              )}
            </div>
          ) : null}
          <Status>
            {busy ? underWay(progress, params.steps) : next ? `stair ${kept.length + 1} of ${CHANGES.length}` : 'All seven are decided.'}
          </Status>
          {kept === '' ? null : (
            <Button look="text" onClick={() => change({ kept: kept.slice(0, -1) })}>
              One stair back
            </Button>
          )}
        </>
      )}
    </Figure>
  )
})

function Board({ value, kept }: { value: Value; kept: string }) {
  return (
    <table className={css.board}>
      <caption className="vh">
        The seven changes: what each alone adds to GPT-1’s parameters and operations, what it did to the loss, and what was decided
      </caption>
      <thead>
        <tr>
          <th scope="col">change</th>
          <th scope="col" className="n">
            parameters
          </th>
          <th scope="col" className="n">
            operations
          </th>
          <th scope="col" className="n">
            loss, nats
          </th>
          <th scope="col">decided</th>
        </tr>
      </thead>
      <tbody>
        {CHANGES.map(({ name }, i) => {
          const differences = i <= kept.length ? differencesOf(value, kept.slice(0, i)) : null
          return (
            <tr key={name} data-next={i === kept.length || undefined}>
              <th scope="row">{name}</th>
              <td className="n">{percent(value.costs[i]!.parameters)}</td>
              <td className="n">{percent(value.costs[i]!.flops)}</td>
              <td className="n">{differences ? said(differences) : '–'}</td>
              <td>{kept[i] === '1' ? '✓ kept' : kept[i] === '0' ? 'left out' : ''}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What rounds to nothing has no sign. */
const percent = (share: number): string => `${signed(Math.round(1000 * share) / 10 || 0, 1)} %`

function said(differences: readonly number[]): string {
  const { mean, half } = intervalOf(differences)
  return `${signed(mean)} ± ${fixed(half, 3)}`
}

function sentenceOf(differences: readonly number[], guess: Verdict | undefined): string {
  const came = verdictOf(differences)
  const words = { better: 'better', same: 'the interval holds zero, so three seeds do not tell', worse: 'worse' }[came]
  return `${said(differences)} nats: ${words}.${guess ? (guess === came ? ' As you said.' : ' Not as you said.') : ''}`
}

const underWay = (progress: Progress | null, steps: number): string =>
  progress ? `run ${progress.run + 1} of ${progress.runs}: step ${int(progress.so.curve.at(-1)?.step ?? 0)} of ${int(steps)}` : 'starting …'
