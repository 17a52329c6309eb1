/** One line that says where a run is, or why none can be started now; spoken when it changes. */
import type { ReactNode } from 'react'

export const Status = ({ of: { blocked }, children }: { of: { blocked: string | null }; children: ReactNode }) => (
  <p className="cap n" role="status">
    {blocked ?? children}
  </p>
)
