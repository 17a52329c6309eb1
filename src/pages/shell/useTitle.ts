/** The document's title follows the page. */
import { useEffect } from 'react'

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Pathway to GPT` : 'Pathway to GPT'
  }, [title])
}
