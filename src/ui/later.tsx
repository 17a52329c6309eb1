/** A component whose code comes when it is first drawn. */
import { type ComponentType, lazy, type ReactNode } from 'react'
import { loadOnce } from './loadOnce.ts'

/** A component whose code comes when it is first drawn. React's `lazy` alone would keep a failure for ever. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const get = loadOnce(() => load().then((Component) => ({ default: Component })))
  let asked: ReturnType<typeof get> | undefined
  let Part: ComponentType<P> | undefined
  return function Later(props: P) {
    const loading = get()
    if (loading !== asked) {
      asked = loading
      Part = lazy(() => loading) as unknown as ComponentType<P>
    }
    return Part ? <Part {...props} /> : null
  }
}
