/** The shell around the rooms: top bar, page, footer, and what happens when a page changes or breaks. */
import { Suspense, useEffect, useRef, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { Boundary } from '../../ui/Boundary.tsx'
import { later } from '../../ui/later.tsx'
import { loadLanding, loadLessonPage } from '../first/arrive.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Footer } from './Footer.tsx'
import { STOP_ID } from './JobLine.tsx'
import { useKeys } from './keys.ts'
import { NotFound } from './NotFound.tsx'
import css from './shell.module.css'
import { useTheme } from './theme.ts'
import { TopBar } from './TopBar.tsx'
import { UpdateNotice } from './UpdateNotice.tsx'
import { useHashPath } from './useHashPath.ts'

const Landing = later(() => loadLanding().then((m) => m.LandingPage))
const Learn = later(() => import('../learn/LearnPage.tsx').then((m) => m.LearnPage))
const LessonPage = later(() => loadLessonPage().then((m) => m.LessonPage))
const Lab = later(() => import('../lab/LabPage.tsx').then((m) => m.LabPage))
const Teach = later(() => import('../teach/TeachPage.tsx').then((m) => m.TeachPage))
const Assigned = later(() => import('../assigned/AssignedPage.tsx').then((m) => m.AssignedPage))
const Review = later(() => import('../review/ReviewPage.tsx').then((m) => m.ReviewPage))
const Predictions = later(() => import('../predictions/PredictionsPage.tsx').then((m) => m.PredictionsPage))
const Reached = later(() => import('../reached/ReachedPage.tsx').then((m) => m.ReachedPage))
const Notes = later(() => import('../notes/NotesPage.tsx').then((m) => m.NotesPage))
const Glossary = later(() => import('../glossary/GlossaryPage.tsx').then((m) => m.GlossaryPage))
const Bibliography = later(() => import('../bibliography/BibliographyPage.tsx').then((m) => m.BibliographyPage))
const YourData = later(() => import('../your-data/YourDataPage.tsx').then((m) => m.YourDataPage))
const Gallery = later(() => import('../gallery/index.tsx').then((m) => m.Gallery))
const HelpDialog = later(() => import('./HelpDialog.tsx').then((m) => m.HelpDialog))
const SearchDialog = later(() => import('../search/SearchDialog.tsx').then((m) => m.SearchDialog))

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
  useKeys({ '/': () => setOpen('search'), '?': () => setOpen('help'), s: () => document.getElementById(STOP_ID)?.focus() })
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
      <Boundary key={open} where={open === 'help' ? 'Help' : 'Search'} hint="The page itself still works.">
        <Suspense>
          {open === 'help' ? <HelpDialog onClose={close} /> : null}
          {open === 'search' ? <SearchDialog onClose={close} /> : null}
        </Suspense>
      </Boundary>
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
            <Route path="/teach/*?" component={Teach} />
            <Route path="/assigned/:link?">{({ link }) => <Assigned link={link} />}</Route>
            <Route path="/review" component={Review} />
            <Route path="/predictions" component={Predictions} />
            <Route path="/reached" component={Reached} />
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
