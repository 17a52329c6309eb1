/** The page's entry: styles, the theme, and the app. */
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'
import { reloadAfterDeploy } from './shell/staleChunks.ts'

reloadAfterDeploy()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
