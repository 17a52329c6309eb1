/** The next token's probabilities after the text at hand, as the open model gives them. */
import type { ReactNode } from 'react'
import type { BarEntry } from '../figures/barEntry.ts'
import { DistributionBars } from '../figures/DistributionBars.tsx'
import { useSession } from '../session/index.ts'
import { visible } from '../ui/format.ts'
import { notKnown } from './words.ts'

const SHOWN = 14

export interface NextTokenProps {
  rows?: number
  /** the logit that is worked out, as something to press; `tokens` is what the model read */
  logit?: (entry: BarEntry, tokens: readonly string[]) => ReactNode
}

export function NextToken({ rows = 8, logit }: NextTokenProps) {
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
      <DistributionBars
        entries={next.candidates}
        temperature={temperature}
        logSumExp={next.logSumExp}
        rolled={rolled}
        rows={rows}
        logit={logit && ((entry) => logit(entry, next.tokens))}
      />
      {next.unknown.length > 0 ? <p className="cap">{notKnown(next.unknown)}</p> : null}
    </>
  )
}
