/** Where a page breaks, or does not come, the learner gets a card and the other pages go on. */
import type { ReactNode } from 'react'
import { Boundary } from '../../ui/Boundary.tsx'

export function ErrorBoundary({ children }: { children: ReactNode }) {
  return (
    <Boundary where="This page" hint="Your models and texts are kept in this browser. Reload, or go to another page.">
      {children}
    </Boundary>
  )
}
