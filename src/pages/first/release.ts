/** Gives the app what was pressed, chosen and typed before it could answer. */

type Field = HTMLInputElement | HTMLTextAreaElement

/** `held`: buttons and links within the page, in the order in which they were pressed. */
export function release(root: HTMLElement, held: readonly HTMLElement[]): void {
  for (const field of root.querySelectorAll<Field>('input, textarea')) {
    if (field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')) chooseAgain(field)
    else typeAgain(field)
  }
  for (const pressed of held) {
    delete pressed.dataset.held
    if (pressed.isConnected) pressed.click()
  }
}

/** React answers to what differs from the state it saw last, which it notes whenever a script sets one: so the field is set back first. */
function chooseAgain(field: HTMLInputElement): void {
  if (field.checked === field.defaultChecked || (field.type === 'radio' && !field.checked)) return
  field.checked = !field.checked
  field.click()
}

function typeAgain(field: Field): void {
  const typed = field.value
  if (typed === field.defaultValue) return
  field.value = field.defaultValue
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, typed)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
