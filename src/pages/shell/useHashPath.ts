/** Where in the course: the hash up to its `?`. What follows belongs to the page, and changing it opens no other page. */
import { useHashLocation } from 'wouter/use-hash-location'

export function useHashPath(router?: { ssrPath?: string }): ReturnType<typeof useHashLocation> {
  const [path, go] = useHashLocation(router)
  return [path.split('?')[0]!, go]
}

/** How wouter writes links for this hook. */
useHashPath.hrefs = (href: string): string => `#${href}`
