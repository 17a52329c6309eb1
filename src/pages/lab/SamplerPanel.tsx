/** The sampler: a prompt, the settings, the next token's distribution, and the text that comes of it. */
import { DistributionBars } from '../../figures/DistributionBars.tsx'
import { SurpriseText } from '../../figures/SurpriseText.tsx'
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { int, visible } from '../../ui/format.ts'
import { Group } from '../../ui/Group.tsx'
import { Instrument } from '../../ui/Instrument.tsx'
import { Scale } from '../../ui/Scale.tsx'
import { Failure } from '../../instruments/Failure.tsx'
import { FilterScales } from '../../instruments/FilterScales.tsx'
import css from './SamplerPanel.module.css'

export function SamplerPanel() {
  const current = useSession((s) => s.current)
  const sampler = useSession((s) => s.sampler)
  const sample = useSession((s) => s.sample)
  const stopSampling = useSession((s) => s.stopSampling)
  const roll = useSession((s) => s.roll)
  const setPrompt = useSession((s) => s.setPrompt)
  const step = useSession((s) => s.at ?? (s.current && s.run?.modelId === s.current.id ? s.run.step : (s.current?.step ?? 0)))
  const { next, rolled, busy } = sampler
  return (
    <Instrument
      name="Sampler"
      title="the next token"
      actions={
        <Button disabled={!current} onClick={() => void (busy ? stopSampling() : sample())}>
          {busy ? 'Stop sampling' : 'Sample'}
        </Button>
      }
      footer={
        <>
          <span>{current ? `${current.name}, step ${int(step)}` : 'no model yet'}</span>
          {sampler.tokensPerSecond ? <span>{int(sampler.tokensPerSecond)} tokens per second</span> : null}
        </>
      }
    >
      <div className={css.prompt}>
        <Field
          label="Prompt"
          value={sampler.prompt}
          onChange={(event) => setPrompt(event.target.value)}
          hint={next && next.unknown.length > 0 ? `not in the vocabulary: ${next.unknown.map(visible).join(' ')}` : undefined}
        />
        <Button disabled={!current || busy} onClick={() => void roll()}>
          Roll
        </Button>
      </div>
      <Failure place="sampler" where="Sampler" />
      {current ? null : <p className="cap">Train a model first, or import one; then it writes here.</p>}
      <Group className={css.written} aria-label="What the model wrote" aria-busy={busy}>
        <SurpriseText prompt={sampler.base} tokens={sampler.tokens} rolled={rolled} />
      </Group>
      {next?.cropped ? <p className="cap">The text is longer than the context; the model sees its end only.</p> : null}
      {next ? (
        <DistributionBars entries={next.candidates} temperature={sampler.settings.temperature} logSumExp={next.logSumExp} rolled={rolled} />
      ) : null}
      <Settings nVocab={current?.config.nVocab ?? 64} />
    </Instrument>
  )
}

function Settings({ nVocab }: { nVocab: number }) {
  const settings = useSession((s) => s.sampler.settings)
  const count = useSession((s) => s.sampler.count)
  const set = useSession((s) => s.setSampling)
  const setCount = useSession((s) => s.setCount)
  return (
    <div className={css.settings}>
      <FilterScales settings={settings} vocabulary={nVocab} onChange={set} />
      <Scale label="length" value={count} min={20} max={1000} step={20} onChange={setCount} />
    </div>
  )
}
