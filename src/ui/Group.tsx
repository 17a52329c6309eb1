/** A named part of a figure. Not a landmark: a figure may stand on a page twice, in the text and in a challenge. */
import type { ComponentProps } from 'react'

/** Give it `aria-label` or `aria-labelledby`; with `tabIndex` 0 it can be scrolled by keyboard. */
export function Group(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would ask for a form
  return <div role="group" {...props} />
}
