/** Where the element that has the focus goes from the page, the focus moves to what is left beside it, and never to the top. */

const FOCUSABLE =
  'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex="-1"])'

const PATIENCE_MS = 150

/** @returns how to stop it */
export function keepFocus(root: HTMLElement = document.body): () => void {
  let last: Element | null = null
  /** from the nearest one up: what went takes its own links to them along */
  let around: Element[] = []
  const heard = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return
    last = target
    around = []
    for (let each = target.parentElement; each && each !== document.body; each = each.parentElement) around.push(each)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  // What took the element's place, such as a popup that opens in it, may take the focus itself a moment later.
  const look = (): void => {
    clearTimeout(timer)
    timer = setTimeout(keep, PATIENCE_MS)
  }
  const keep = (): void => {
    if (!last || last.isConnected || (document.activeElement && document.activeElement !== document.body)) return
    last = null
    const place = around.find((each): each is HTMLElement => each.isConnected && each instanceof HTMLElement)
    if (!place) return
    const next = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].find((each) => !each.closest('[inert]')) ?? place
    if (next === place && !place.hasAttribute('tabindex')) place.tabIndex = -1
    next.focus({ preventScroll: true })
  }
  const observer = new MutationObserver(look)
  observer.observe(root, { childList: true, subtree: true })
  document.addEventListener('focusin', heard)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', heard)
  }
}
