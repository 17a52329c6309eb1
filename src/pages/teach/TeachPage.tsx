/** The room for instructors: its pages, each at an address of its own, with code that comes when it is opened. */
import { Link, useLocation } from 'wouter'
import { later } from '../../ui/later.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import css from './TeachPage.module.css'

/** In the order in which an instructor comes to them. */
const PAGES = [
  { path: '/teach', name: 'Assign', Shown: later(() => import('./assign/AssignPage.tsx').then((m) => m.AssignPage)) },
  {
    path: '/teach/gradebook',
    name: 'Gradebook',
    Shown: later(() => import('./gradebook/GradebookPage.tsx').then((m) => m.GradebookPage)),
  },
  { path: '/teach/write', name: 'Write a lesson', Shown: later(() => import('./write/WritePage.tsx').then((m) => m.WritePage)) },
  { path: '/teach/guide', name: 'Guide', Shown: later(() => import('./guide/GuidePage.tsx').then((m) => m.GuidePage)) },
]

export function TeachPage() {
  const [path] = useLocation()
  const Shown = PAGES.find((page) => page.path === path)?.Shown
  if (!Shown) return <NotFound />
  return (
    <>
      {PAGES.length > 1 ? (
        <nav className={`wrap ${css.pages}`} aria-label="Teach">
          {PAGES.map((page) => (
            <Link key={page.path} href={page.path} aria-current={page.path === path ? 'page' : undefined}>
              {page.name}
            </Link>
          ))}
        </nav>
      ) : null}
      <Shown />
    </>
  )
}
