/** A task for the Lab, in words that say how to tell that it is done. */
import type { ReactNode } from 'react'
import { Frame } from './questions/Frame.tsx'

export function Challenge({ id, children }: { id: string; children?: ReactNode }) {
  return (
    <Frame name="Challenge" id={`challenge-${id}`} aside={<a href="#/lab">open the Lab</a>}>
      {children}
    </Frame>
  )
}
