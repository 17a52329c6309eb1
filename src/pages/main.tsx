/** The page's entry: styles, the theme, and the app. */
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { session } from '../session/index.ts'
import { App } from './shell/App.tsx'
import { reloadAfterDeploy } from './shell/staleChunks.ts'

reloadAfterDeploy()
// These pages open on something alive: the core starts while their own chunks are still on the way.
if (['', '#/', '#/lab'].includes(location.hash)) void session.getState().start()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
