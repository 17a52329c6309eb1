/** Code and data that come once, when they are first asked for; what did not come can be asked for again. */

/** A part of the page did not come: no network, or a newer version of the course has replaced it. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded'
}

/** React draws anew at once what failed, and must find the same failure; who comes later than that asks anew. */
const SAME_FAILURE_MS = 1000

const failed = new Set<() => void>()

/** The same promise each time, as `use` asks for. A failure is a `NotLoaded`. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  let failedAt = Number.POSITIVE_INFINITY
  const forget = (): void => {
    loading = undefined
    failedAt = Number.POSITIVE_INFINITY
  }
  return () => {
    if (performance.now() - failedAt > SAME_FAILURE_MS) forget()
    loading ??= load().catch((error: unknown) => {
      failedAt = performance.now()
      failed.add(forget)
      throw new NotLoaded(error instanceof Error ? error.message : String(error))
    })
    return loading
  }
}

/** What failed to come is asked for anew when it is drawn next. */
export function forgetFailures(): void {
  for (const forget of failed) forget()
  failed.clear()
  // A style sheet that failed stays in the page without rules, and would not be asked for again.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) if (!link.sheet) link.replaceWith(link.cloneNode())
}
