/** A formula, set by KaTeX; loaded only where a formula was not set when the course was built. */
import { useMemo } from 'react'
import { typeset } from './typeset.ts'

export default function TypesetFormula({ formula, display }: { formula: string; display: boolean }) {
  const html = useMemo(() => typeset(formula, display), [formula, display])
  // KaTeX escapes its input, and with `trust` off its output holds no links and no foreign markup.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <span dangerouslySetInnerHTML={{ __html: html }} />
}
