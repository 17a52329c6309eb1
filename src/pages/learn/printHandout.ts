/** Prints the page with a still of each figure: figures open only when one comes near them, so the page is walked through first. */

/** A figure that has not opened by then is printed as it stands. */
const PATIENCE_MS = 8000

export async function printHandout(): Promise<void> {
  const from = scrollY
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 60)))
  }
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end && document.querySelector('main [aria-busy=true]')) await new Promise((resolve) => setTimeout(resolve, 100))
  scrollTo(0, from)
  print()
}
