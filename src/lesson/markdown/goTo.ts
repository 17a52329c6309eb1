/** Jumps inside a page. Routes live in the hash, so an anchor's own jump would be taken for a page. */

export function goTo(id: string): (event: { preventDefault(): void }) => void {
  return (event) => {
    event.preventDefault()
    const target = document.getElementById(id)
    if (!target) return
    // Focus goes along, so that the keyboard and a screen reader go on from there.
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1
    target.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'start' })
  }
}
