/** A figure speaks of what the pointer is over, until a press holds it; then the pointer may leave for the number below. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AttentionMap } from './AttentionMap.tsx'
import { TintedText } from './TintedText.tsx'

afterEach(cleanup)

test('a cell of the map is held by a press, and let go by another', () => {
  const { container } = render(<AttentionMap tokens={['a', 'b']} weights={new Float32Array([1, 0, 0.4, 0.6])} caption="head 0" />)
  const said = () => screen.getByRole('slider').getAttribute('aria-valuetext')
  const [first, , last] = [...container.querySelectorAll('svg > g > g')] as [Element, Element, Element]
  fireEvent.pointerEnter(first)
  expect(said()).toContain('a reads 1.00')
  fireEvent.pointerUp(first)
  fireEvent.pointerEnter(last)
  expect(said()).toContain('a reads 1.00')
  fireEvent.pointerUp(first)
  fireEvent.pointerEnter(last)
  expect(said()).toContain('b reads .600')
})

test('a tinted text is read token by token', () => {
  render(
    <TintedText label="surprise" tokens={['a', ' ', 'b']} tints={[0, 0.5, 1]} colour="token" said={(t) => `${t} bits`}>
      {(t) => <span data-testid="said">{t}</span>}
    </TintedText>,
  )
  const text = screen.getByRole('slider', { name: /surprise/ })
  expect(text.getAttribute('aria-valuetext')).toBe('token 0, a: 0 bits')
  fireEvent.keyDown(text, { key: 'ArrowRight' })
  expect(text.getAttribute('aria-valuetext')).toBe('token 1, ␣: 1 bits')
  fireEvent.keyDown(text, { key: 'End' })
  fireEvent.keyDown(text, { key: 'ArrowRight' })
  expect(screen.getByTestId('said').textContent).toBe('2')
})
