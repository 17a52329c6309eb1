/** A formula, set by KaTeX; loaded with the first formula of a page. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useMemo } from 'react'

export default function TypesetFormula({ formula, display }: { formula: string; display: boolean }) {
  const html = useMemo(() => katex.renderToString(formula, { displayMode: display, throwOnError: false }), [formula, display])
  // KaTeX escapes its input, and with `trust` off its output holds no links and no foreign markup.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
  return <span dangerouslySetInnerHTML={{ __html: html }} />
}
