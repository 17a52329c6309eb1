/** For an address that the course does not have. */
import { Link, useLocation } from 'wouter'
import { Page } from './Page.tsx'

export function NotFound() {
  const [path] = useLocation()
  return (
    <Page title="No such page" intro={`The course has nothing at “${path}”.`}>
      <p>
        Start from <Link href="/">the first page</Link>, or open <Link href="/learn">the lessons</Link> or <Link href="/lab">the lab</Link>.
      </p>
    </Page>
  )
}
