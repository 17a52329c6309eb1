/** Whether the page is being put on paper, in time for what is drawn on it. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes its picture as soon as this event is handled, so the change must not wait for React's next turn.
    const on = () => flushSync(() => setPrinting(true))
    const off = () => setPrinting(false)
    addEventListener('beforeprint', on)
    addEventListener('afterprint', off)
    return () => {
      removeEventListener('beforeprint', on)
      removeEventListener('afterprint', off)
    }
  }, [])
  return printing
}
