/** A part of the page whose code does not come says so in its place, and comes when it is asked for again. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Boundary } from './Boundary.tsx'
import { later } from './later.tsx'
import { reloadIfThere } from './reload.ts'

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('code that did not come is asked for once, and again at the press of the button', async () => {
  const load = vi
    .fn()
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
    .mockResolvedValue(() => <p>here</p>)
  const Part = later(load)
  await act(async () => {
    render(
      <>
        <p>the rest</p>
        <Boundary where="Search" hint="">
          <Suspense fallback="opening">
            <Part />
          </Suspense>
        </Boundary>
      </>,
    )
  })
  expect(screen.getByRole('alert').textContent).toMatch(/Search: Its code did not load\..*a run goes on/)
  expect(screen.getByText('the rest')).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(1)
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Try again' })))
  expect(screen.getByText('here')).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(2)
})

test('where a plain thing can stand for what is missing, it does', async () => {
  const Part = later(() => Promise.reject(new Error('gone')))
  await act(async () => {
    render(
      <Boundary where="A formula" hint="" fallback={<code>x^2</code>}>
        <Suspense>
          <Part />
        </Suspense>
      </Boundary>,
    )
  })
  expect(screen.getByText('x^2')).toBeTruthy()
})

test('no page is reloaded that does not answer', async () => {
  vi.stubGlobal(
    'fetch',
    vi.fn(() => Promise.reject(new TypeError('offline'))),
  )
  expect(await reloadIfThere()).toBe(false)
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response('', { status: 200 })),
  )
  expect(await reloadIfThere(() => true)).toBe(false)
})
