/** Keys act on the page, and are letters in a field. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useKeys } from './keys.ts'

const act = vi.fn()
function Page({ children }: { children?: React.ReactNode }) {
  useKeys({ '[': act })
  return <main>{children}</main>
}

beforeEach(() => act.mockClear())
afterEach(cleanup)

it('acts, also with AltGr and from a button', () => {
  render(
    <Page>
      <button type="button">b</button>
      <input type="radio" aria-label="r" />
    </Page>,
  )
  fireEvent.keyDown(document.body, { key: '[' })
  fireEvent.keyDown(screen.getByRole('button'), { key: '[' })
  fireEvent.keyDown(screen.getByRole('radio'), { key: '[' })
  fireEvent.keyDown(document.body, { key: '[', ctrlKey: true, altKey: true, modifierAltGraph: true })
  expect(act).toHaveBeenCalledTimes(4)
})

it.each([
  ['a field', <input key="i" data-testid="at" />, {}],
  ['a text area', <textarea key="t" data-testid="at" />, {}],
  ['a list of choices', <select key="s" data-testid="at" />, {}],
  ['editable text', <div key="e" contentEditable suppressContentEditableWarning data-testid="at" />, {}],
  ['a shortcut of the browser', <p key="p" data-testid="at" />, { ctrlKey: true }],
  ['a held key', <p key="h" data-testid="at" />, { repeat: true }],
  ['a word being composed', <p key="c" data-testid="at" />, { isComposing: true }],
])('not in %s', (_, element, more) => {
  render(<Page>{element}</Page>)
  fireEvent.keyDown(screen.getByTestId('at'), { key: '[', ...more })
  expect(act).not.toHaveBeenCalled()
})

it('not while a dialog is open', () => {
  render(
    <Page>
      <div role="dialog" />
    </Page>,
  )
  fireEvent.keyDown(document.body, { key: '[' })
  expect(act).not.toHaveBeenCalled()
})
