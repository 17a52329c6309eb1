/** The room for instructors: what it will hold, said plainly, until it holds it. */
import { Link } from 'wouter'
import { useTitle } from '../shell/useTitle.ts'
import css from './TeachPage.module.css'

export function TeachPage() {
  useTitle('Teach')
  return (
    <div className={`wrap ${css.page}`}>
      <div className="prose">
        <h1>Teach</h1>
        <p>
          Here an instructor will choose lessons, set a task such as “under 2.4 bits per character with at most 200,000 parameters”, and hand out a
          link; none of this is built yet.
        </p>
        <p>
          What a class can use today: <Link href="/learn">the lessons</Link> and <Link href="/lab">the lab</Link>. They need no account, and each
          learner’s models stay in their own browser.
        </p>
      </div>
    </div>
  )
}
