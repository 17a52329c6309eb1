/** For an address that the course does not have. */
import { Link, useLocation } from 'wouter'
import { useTitle } from './useTitle.ts'

export function NotFound() {
  useTitle('No such page')
  const [path] = useLocation()
  return (
    <div className="wrap prose">
      <h1>No such page</h1>
      <p>
        The course has nothing at “{path}”. Start from <Link href="/">the first page</Link>, or open <Link href="/learn">the lessons</Link>{' '}
        or <Link href="/lab">the lab</Link>.
      </p>
    </div>
  )
}
