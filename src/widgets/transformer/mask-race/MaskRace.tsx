/** One button, two runs: their losses on one chart, then the loss at each place of a window, and what each wrote. */
import { useState } from 'react'
import { Curves } from '../../../figures/Curves.tsx'
import { fixed, int } from '../../../ui/format.ts'
import type { WidgetProps } from '../../contract.ts'
import { BothWrite, NOT_YET, OutcomeTable, RacePanel, TwoLosses, useRace } from '../../shared/TwoRuns.tsx'
import type { MaskRaceParams } from './meta.ts'
import { DEFAULTS, type Outcome, type Progress, race, readingsOf } from './race.ts'

const KNOBS = [
  { key: 'context', label: 'context', min: 2, max: 16, step: 1 },
  { key: 'width', label: 'width', min: 8, max: 64, step: 8 },
  { key: 'steps', label: 'steps', min: 50, max: 2000, step: 50 },
] as const

const NAMES = ['with the mask', 'no mask'] as const

export default function MaskRace({ onParams, onReadings, ...given }: WidgetProps<MaskRaceParams>) {
  const [params, setParams] = useState({ ...DEFAULTS, ...given })
  const running = useRace<Progress, Outcome>(
    (core, onProgress) => race(core, params, onProgress),
    (outcome) => onReadings?.(readingsOf(outcome)),
  )
  const { so, done } = running
  return (
    <RacePanel
      title="with the causal mask, and without"
      footer={`1 layer, 2 heads; same seed, same batches; ${int(params.steps)} steps each on the first text of the course`}
      knobs={KNOBS}
      values={params}
      onValue={(key, value) => {
        setParams({ ...params, [key]: value })
        onParams?.({ [key]: value })
      }}
      race={running}
    >
      {so ? (
        <>
          <TwoLosses names={NAMES} first={so.masked} second={so.unmasked} steps={params.steps} />
          <p className="cap">{so.unmasked ? 'Line: no mask. Dashes: with the mask.' : 'Line: with the mask.'}</p>
        </>
      ) : null}
      <p className="cap" role="status">
        {statusOf(so, done !== null, running.running)}
      </p>
      {done ? <After {...done} /> : null}
    </RacePanel>
  )
}

function statusOf(so: Progress | null, done: boolean, running: boolean): string {
  if (done) return ''
  if (!so) return running ? 'starting …' : NOT_YET
  const now = so.unmasked ?? so.masked
  return running
    ? `step ${int(now.curve.at(-1)?.step ?? 0)} of the model ${so.unmasked ? 'without the mask' : 'with the mask'}; its places are measured at the end`
    : ''
}

function After({ masked, unmasked }: Outcome) {
  const points = (losses: readonly number[]) => losses.map((y, i) => ({ x: i + 1, y }))
  const { lossMasked, lossUnmasked, writingMasked, writingUnmasked } = readingsOf({ masked, unmasked })
  return (
    <>
      <OutcomeTable
        caption="loss at the end, nats per token"
        columns={['as in training, held-out text', 'as in writing']}
        rows={[
          { name: NAMES[0], values: [fixed(lossMasked, 3), fixed(writingMasked, 3)] },
          { name: NAMES[1], values: [fixed(lossUnmasked, 3), fixed(writingUnmasked, 3)] },
        ]}
      />
      <Curves
        caption="loss at each place of a window, nats"
        across="place in the window"
        dots
        curves={[
          { name: 'with the mask', points: points(masked.places!.training), colour: 'ink-3' },
          { name: 'no mask, as in training', points: points(unmasked.places!.training), dashed: true },
          { name: 'no mask, as in writing', points: points(unmasked.places!.writing) },
        ]}
        writeX={int}
        writeY={(y) => fixed(y, 1)}
      />
      <BothWrite names={NAMES} first={masked} second={unmasked} />
    </>
  )
}
