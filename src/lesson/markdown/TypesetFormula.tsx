/** A formula, set by KaTeX; loaded only where a formula was not set when the course was built. */
import katex from 'katex'
import { useMemo } from 'react'

export default function TypesetFormula({ formula, display }: { formula: string; display: boolean }) {
  const html = useMemo(() => katex.renderToString(formula, { displayMode: display, throwOnError: false }), [formula, display])
  // KaTeX escapes its input, and with `trust` off its output holds no links and no foreign markup.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <span dangerouslySetInnerHTML={{ __html: html }} />
}
