/** Keys that work on every page, and never while something is being typed or a dialog is open. */
import { useEffect, useRef } from 'react'

/** What the help lists. */
export const KEYS = [
  { key: '/', does: 'search the course' },
  { key: '[', does: 'previous lesson' },
  { key: ']', does: 'next lesson' },
  { key: ',', does: 'an earlier step of the open model, where some are kept' },
  { key: '.', does: 'a later one' },
  { key: 's', does: 'go to Stop, while something runs' },
  { key: '?', does: 'this list' },
  { key: 'Esc', does: 'close what is open' },
] as const

/** Calls `keys[event.key]`; the newest functions are used, so they may be made anew at each render. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const act = latest.current[event.key]
      if (!act || event.defaultPrevented || event.repeat || isTaken(event)) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}

/** Fields that take letters, lists that jump to them, and dialogs, which have keys of their own. */
const TAKEN =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox], [role=textbox]'

function isTaken(event: KeyboardEvent): boolean {
  // On many keyboards brackets need AltGr, which Windows reports as Ctrl and Alt together.
  const altGraph = event.getModifierState('AltGraph')
  if (event.metaKey || ((event.ctrlKey || event.altKey) && !altGraph)) return true
  if (event.isComposing || document.querySelector('[role=dialog]')) return true
  return event.target instanceof Element && event.target.closest(TAKEN) !== null
}
