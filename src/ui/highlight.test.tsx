/** Words and figures that light each other. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { light, lights, litNow, useHighlight } from './highlight.ts'

afterEach(() => {
  cleanup()
  light(null)
})

function Part({ name }: { name: string }) {
  const { on, handlers } = useHighlight(name)
  return (
    <button type="button" data-lit={on} {...handlers}>
      {name}
    </button>
  )
}

it('lights every part of the same name, and those inside it', () => {
  render(
    <>
      <Part name="query" />
      <Part name="query/row-3" />
      <Part name="key" />
    </>,
  )
  const litParts = () =>
    screen
      .getAllByRole('button')
      .filter((part) => part.dataset.lit === 'true')
      .map((part) => part.textContent)
  fireEvent.pointerEnter(screen.getByText('query'))
  expect(litParts()).toEqual(['query', 'query/row-3'])
  fireEvent.pointerLeave(screen.getByText('query'))
  expect(litParts()).toEqual([])
  fireEvent.focus(screen.getByText('query/row-3'))
  expect(litParts()).toEqual(['query/row-3'])
  expect(litNow()).toBe('query/row-3')
})

it('tells a part from another name that begins alike', () => {
  expect(lights('query', 'queries')).toBe(false)
  expect(lights(null, 'query')).toBe(false)
})
