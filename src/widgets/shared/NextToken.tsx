/** The next token's probabilities after the text at hand, as the open model gives them. */
import { DistributionBars } from '../../figures/DistributionBars.tsx'
import { useSession } from '../../session/index.ts'
import { visible } from '../../ui/format.ts'

const SHOWN = 14

export function NextToken({ rows = 8 }: { rows?: number }) {
  const next = useSession((s) => s.sampler.next)
  const rolled = useSession((s) => s.sampler.rolled)
  const temperature = useSession((s) => s.sampler.settings.temperature)
  if (!next) return <p className="cap">Probabilities stand here as soon as a model is open.</p>
  const end = next.tokens.slice(-SHOWN).map(visible).join('')
  return (
    <>
      <p className="cap" style={{ paddingBottom: 8 }}>
        after <span className="tok">{next.tokens.length > SHOWN ? `…${end}` : end}</span>
      </p>
      <DistributionBars entries={next.candidates} temperature={temperature} logSumExp={next.logSumExp} rolled={rolled} rows={rows} />
      {next.unknown.length > 0 ? <p className="cap">Not in this model’s vocabulary: {next.unknown.map(visible).join(' ')}</p> : null}
    </>
  )
}
