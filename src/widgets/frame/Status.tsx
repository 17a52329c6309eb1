/** One line that says where a run is; spoken when it changes. */
import type { ReactNode } from 'react'

export const Status = ({ children }: { children: ReactNode }) => (
  <p className="cap n" role="status">
    {children}
  </p>
)
