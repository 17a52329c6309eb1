/** Draws a page as HTML while the course is built: as React draws it in a browser of which nothing is known yet. */
import { StrictMode } from 'react'
import { prerender } from 'react-dom/static'
import { App } from '../shell/App.tsx'

/**
 * @param path `/`, or `/learn/part/lesson`
 * @returns what stands in `#root`
 */
export async function render(path: string): Promise<string> {
  const faults: unknown[] = []
  // A part that is larger than a chunk would else come hidden, behind a script that shows it.
  const { prelude } = await prerender(
    <StrictMode>
      <App first={path} />
    </StrictMode>,
    { progressiveChunkSize: Number.POSITIVE_INFINITY, onError: (fault) => void faults.push(fault) },
  )
  const html = await new Response(prelude).text()
  if (faults.length > 0) throw faults[0]
  return html
}
