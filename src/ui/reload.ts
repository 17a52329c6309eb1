/** Reloading the page, but only where a page comes back: without a network a browser would show its own error page instead. */

/** Whether the page's own address answers. */
export async function isThere(): Promise<boolean> {
  if (!navigator.onLine && !navigator.serviceWorker?.controller) return false
  const response = await fetch(location.href.split('#')[0]!, { cache: 'no-store' }).catch(() => null)
  return response?.ok ?? false
}

/** Resolves false where it cannot be, or `isBusy` says by then that it must not; else the page goes. */
export async function reloadIfThere(isBusy: () => boolean = () => false): Promise<boolean> {
  if (!(await isThere()) || isBusy()) return false
  location.reload()
  return true
}
