/** All switches with what each costs, as differences with their intervals; a button trains the chosen one, whose curves stand below. */
import { intervalOf } from '../../../experiments/interval.ts'
import { DotRows } from '../../../figures/DotRows.tsx'
import { TwoLosses } from '../../../instruments/TwoRuns.tsx'
import { duration, fixed, int, signed } from '../../../ui/format.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Knobs } from '../../frame/Knobs.tsx'
import { Status } from '../../frame/Status.tsx'
import { differencesOf, type Progress, secondsFor, type Value } from './runs.ts'
import { SWITCHES, SWITCH_NAMES, seedsFrom, type SwitchName } from './switches.ts'
import widget from './widget.ts'

export default draw(widget, function SwitchOff(figure) {
  const { params, change, value, progress, busy } = figure
  const { setting } = params
  const chosen = SWITCHES[setting]
  const training = busy && progress ? progress : null
  return (
    <Figure
      of={figure}
      name="Settings"
      title="one of them switched off"
      start={
        value
          ? `Train ${value.seeds.length * (value.base.length > 0 ? 1 : 2)} runs, about ${duration(secondsFor(value, setting))}`
          : 'Train'
      }
      controls={<Knobs of={figure} knobs={[{ key: 'first', label: 'first of three seeds', min: 1, max: 97, step: 3 }]} />}
      footer={
        <span>
          a GPT of 2 layers, 48 wide, a context of 32 characters, {int(params.steps)} steps on the first text of the course, seeds{' '}
          {seedsFrom(params.first).join(', ')}; all runs are forgotten afterwards
        </span>
      }
    >
      {value ? <Differences value={value} chosen={setting} disabled={busy} onChoose={(name) => change({ setting: name })} /> : null}
      <p className="cap">
        {chosen.label}: {chosen.from} in one run of each pair; in the other, {chosen.to}.
      </p>
      <Status>{training ? saidOf(training, params.steps) : value ? resultOf(value, setting) : ''}</Status>
      {training ? (
        <TwoLosses
          names={['all settings', SWITCHES[training.name].label]}
          first={training.beside ?? training.so}
          second={training.which === 'off' ? training.so : null}
          steps={training.so.curve.at(-1) ? Math.max(params.steps, training.so.curve.at(-1)!.step) : params.steps}
        />
      ) : null}
    </Figure>
  )
})

interface DifferencesProps {
  value: Value
  chosen: SwitchName
  disabled: boolean
  onChoose: (name: SwitchName) => void
}

/** The least that the axis shows on either side, nats. */
const LEAST = 0.1

function Differences({ value, chosen, disabled, onChoose }: DifferencesProps) {
  const rows = SWITCH_NAMES.map((name) => {
    const values = differencesOf(value, name)
    return { name, label: SWITCHES[name].label, values, interval: values && intervalOf(values) }
  })
  const reach = rows.reduce(
    (most, { values, interval }) =>
      values && interval ? Math.max(most, Math.abs(interval.mean) + interval.half, ...values.map(Math.abs)) : most,
    LEAST,
  )
  return (
    <DotRows
      caption="held-out loss with the setting changed, less with it as it was, nats a token: dots are seeds, bars 95 % intervals"
      heads={['changed', 'difference, nats a token', 'difference']}
      rows={rows}
      domain={[-reach, reach]}
      marks={[{ name: 'no difference', at: 0 }]}
      colour="gradient"
      writeAxis={(at) => (at === 0 ? '0' : signed(at, 2))}
      write={({ mean, half }) => `${signed(mean)} ± ${fixed(half, 3)}`}
      chosen={chosen}
      disabled={disabled}
      onChoose={(name) => onChoose(name as SwitchName)}
    />
  )
}

const saidOf = ({ run, runs, seed, which, so, name }: Progress, steps: number): string =>
  `run ${run + 1} of ${runs}, seed ${seed}, ${which === 'base' ? 'all settings' : SWITCHES[name].label}: step ${int(so.curve.at(-1)?.step ?? 0)}${name === 'batch' && which === 'off' ? '' : ` of ${int(steps)}`}`

function resultOf(value: Value, name: keyof typeof SWITCHES): string {
  const differences = differencesOf(value, name)
  if (!differences) return 'Nothing is trained for this one yet. Say first what you expect.'
  const { mean, half } = intervalOf(differences)
  if (Math.abs(mean) <= half) return `${SWITCHES[name].label}: the interval holds zero, so three seeds do not tell whether it matters here.`
  return `${SWITCHES[name].label}: ${mean > 0 ? 'worse' : 'better'}, and the interval leaves zero out.`
}
