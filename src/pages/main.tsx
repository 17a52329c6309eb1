/** The page's entry: styles, and the app, which takes over the page that stands in the document or draws its own. */
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './print.css'
import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { isRunning, session } from '../session/index.ts'
import { packedCode } from '../session/packed.ts'
import { pathOf } from './first/first.ts'
import { keepFocus } from '../ui/keepFocus.ts'
import { arrive } from './first/arrive.ts'
import { release } from './first/release.ts'
import { App } from './shell/App.tsx'
import { reloadAfterDeploy } from './shell/staleChunks.ts'

// A package for a learning platform opens on its assignment.
if (packedCode && location.hash === '') history.replaceState(null, '', `#/assigned/${packedCode}`)
keepFocus()
reloadAfterDeploy(() => isRunning(session.getState().run))
// These pages open on something alive: the core starts while their own chunks are still on the way.
if (['', '#/', '#/lab'].includes(location.hash)) void session.getState().start()
void draw(document.getElementById('root')!)

async function draw(root: HTMLElement): Promise<void> {
  const first = globalThis.firstPage
  // What stands in the document stays until the code behind it is here; an empty page is not kept waiting.
  if (first?.path === pathOf(location.hash)) await arrive(first.path).catch(() => {})
  const path = pathOf(location.hash)
  first?.handOver()
  if (first && first.path === path) {
    hydrateRoot(
      root,
      <StrictMode>
        <App first={path} onDrawn={() => release(root, first.held)} />
      </StrictMode>,
    )
    return
  }
  root.replaceChildren()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
