/** The shell around the rooms: top bar, page, footer, and what happens when a page changes or breaks. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { loadLanding, loadLessonPage } from '../first/arrive.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Footer } from './Footer.tsx'
import { useKeys } from './keys.ts'
import { NotFound } from './NotFound.tsx'
import css from './shell.module.css'
import { useTheme } from './theme.ts'
import { TopBar } from './TopBar.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'
import { useHashPath } from './useHashPath.ts'

const Landing = lazy(() => loadLanding().then((m) => ({ default: m.LandingPage })))
const Learn = lazy(() => import('../learn/LearnPage.tsx').then((m) => ({ default: m.LearnPage })))
const LessonPage = lazy(() => loadLessonPage().then((m) => ({ default: m.LessonPage })))
const Lab = lazy(() => import('../lab/LabPage.tsx').then((m) => ({ default: m.LabPage })))
const Teach = lazy(() => import('../teach/TeachPage.tsx').then((m) => ({ default: m.TeachPage })))
const Assigned = lazy(() => import('../assigned/AssignedPage.tsx').then((m) => ({ default: m.AssignedPage })))
const Review = lazy(() => import('../review/ReviewPage.tsx').then((m) => ({ default: m.ReviewPage })))
const Predictions = lazy(() => import('../predictions/PredictionsPage.tsx').then((m) => ({ default: m.PredictionsPage })))
const Notes = lazy(() => import('../notes/NotesPage.tsx').then((m) => ({ default: m.NotesPage })))
const Glossary = lazy(() => import('../glossary/GlossaryPage.tsx').then((m) => ({ default: m.GlossaryPage })))
const Bibliography = lazy(() => import('../bibliography/BibliographyPage.tsx').then((m) => ({ default: m.BibliographyPage })))
const YourData = lazy(() => import('../your-data/YourDataPage.tsx').then((m) => ({ default: m.YourDataPage })))
const Gallery = lazy(() => import('../gallery/index.tsx').then((m) => ({ default: m.Gallery })))
const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((m) => ({ default: m.HelpDialog })))
const SearchDialog = lazy(() => import('../search/SearchDialog.tsx').then((m) => ({ default: m.SearchDialog })))

export interface AppProps {
  /** the path of the page that stands in the document before React draws it */
  first?: string
  /** called when the page itself is drawn, not only what is around it */
  onDrawn?: () => void
}

export function App({ first = '/', onDrawn }: AppProps) {
  useTheme()
  const [open, setOpen] = useState<'search' | 'help' | null>(null)
  const close = () => setOpen(null)
  useKeys({ '/': () => setOpen('search'), '?': () => setOpen('help') })
  return (
    // Hash routes, so that one build works from any folder of any static host.
    <Router hook={useHashPath} ssrPath={first}>
      {/* biome-ignore lint/a11y/useValidAnchor: it goes somewhere, though not by the address */}
      <a className={css.skip} href="#main" onClick={skipToMain}>
        Skip to the page
      </a>
      <TopBar onSearch={() => setOpen('search')} />
      <UpdateNotice />
      <Main onDrawn={onDrawn} />
      <Footer onHelp={() => setOpen('help')} />
      <Suspense>
        {open === 'help' ? <HelpDialog onClose={close} /> : null}
        {open === 'search' ? <SearchDialog onClose={close} /> : null}
      </Suspense>
    </Router>
  )
}

function Main({ onDrawn }: Pick<AppProps, 'onDrawn'>) {
  const [path] = useLocation()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  // A new page begins at its top, and a screen reader is told where it is. The first page leaves focus alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what this effect follows
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <main id="main" ref={main} tabIndex={-1} className={css.main}>
      <ErrorBoundary key={path}>
        <Suspense fallback={<p className={`wrap ${css.loading}`}>Opening the page …</p>}>
          <Switch>
            <Route path="/" component={Landing} />
            <Route path="/learn" component={Learn} />
            <Route path="/learn/:part/:lesson">{({ part, lesson }) => <LessonPage part={part} slug={lesson} />}</Route>
            <Route path="/lab" component={Lab} />
            <Route path="/teach" component={Teach} />
            <Route path="/assigned/:link">{({ link }) => <Assigned link={link} />}</Route>
            <Route path="/review" component={Review} />
            <Route path="/predictions" component={Predictions} />
            <Route path="/notes" component={Notes} />
            <Route path="/glossary" component={Glossary} />
            <Route path="/bibliography" component={Bibliography} />
            <Route path="/your-data" component={YourData} />
            <Route path="/gallery/*?" component={Gallery} />
            <Route component={NotFound} />
          </Switch>
          <Drawn then={onDrawn} />
        </Suspense>
      </ErrorBoundary>
    </main>
  )
}

/** Beside the page, so that it waits with it. */
function Drawn({ then }: { then: (() => void) | undefined }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told once
  useEffect(() => then?.(), [])
  return null
}

/** With hash routes an anchor would be taken for a page, so the jump is made by hand. */
function skipToMain(event: { preventDefault(): void }): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
