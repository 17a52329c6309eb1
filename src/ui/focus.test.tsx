/** Focus stays where a person left it: on a button that is disabled by its own press, and beside one that goes. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useState } from 'react'
import { Button } from './Button.tsx'
import { keepFocus } from './keepFocus.ts'

let stop: () => void
beforeEach(() => {
  stop = keepFocus()
})
afterEach(() => {
  stop()
  cleanup()
})

test('a button that its own press disables keeps the focus, does nothing, and is disabled once it is left', () => {
  const pressed = vi.fn()
  function Once() {
    const [done, setDone] = useState(false)
    return (
      <Button
        disabled={done}
        onClick={() => {
          pressed()
          setDone(true)
        }}
      >
        Stop
      </Button>
    )
  }
  render(<Once />)
  const button = screen.getByRole<HTMLButtonElement>('button')
  act(() => button.focus())
  fireEvent.click(button)
  fireEvent.click(button)
  expect(pressed).toHaveBeenCalledOnce()
  expect([document.activeElement === button, button.disabled, button.getAttribute('aria-disabled')]).toEqual([true, false, 'true'])
  act(() => button.blur())
  expect(button.disabled).toBe(true)
})

test('where the focused element goes, the focus moves to what is beside it', async () => {
  function Row() {
    const [longer, setLonger] = useState(true)
    return (
      <main>
        <Button>elsewhere</Button>
        <div>
          {longer ? <Button onClick={() => setLonger(false)}>Train longer</Button> : null}
          <Button>Stop</Button>
        </div>
      </main>
    )
  }
  render(<Row />)
  const button = screen.getByRole('button', { name: 'Train longer' })
  act(() => button.focus())
  fireEvent.click(button)
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stop' })))
})

test('what a page focuses itself is left alone', async () => {
  function Pages() {
    const [second, setSecond] = useState(false)
    return second ? <input ref={(field) => field?.focus()} aria-label="second" /> : <Button onClick={() => setSecond(true)}>on</Button>
  }
  render(<Pages />)
  act(() => screen.getByRole('button').focus())
  fireEvent.click(screen.getByRole('button'))
  await new Promise((resolve) => setTimeout(resolve))
  expect(document.activeElement).toBe(screen.getByLabelText('second'))
})
