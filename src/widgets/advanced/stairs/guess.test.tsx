/** A stair's guess goes into the ledger when its runs begin, as it was then, and is judged by what they came to. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { learning } from '../../../session/learning.ts'
import { keyOf, useGuess } from './guess.ts'

interface Props {
  kept?: string
  running?: boolean
  differences?: readonly number[] | null
}

function Stair({ kept = '1', running = false, differences = null }: Props) {
  const { guess, stands, say, saySure } = useGuess({ kept, steps: 600, running, differences })
  return (
    <>
      <output>{`${guess ?? 'none'}${stands ? ', stands' : ''}`}</output>
      <button type="button" onClick={() => say('better')}>
        better
      </button>
      <button type="button" onClick={() => say('worse')}>
        worse
      </button>
      <button type="button" onClick={() => saySure(80)}>
        80
      </button>
    </>
  )
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const said = () => screen.getByRole('status').textContent

beforeEach(() => learning.getState().erase())
afterEach(cleanup)

it('may be changed until the runs begin, then stands and is settled', async () => {
  const { rerender } = render(<Stair />)
  press('80')
  press('worse')
  press('better')
  press('80')
  expect(said()).toBe('better')
  expect(learning.getState().estimates).toEqual({})
  rerender(<Stair running />)
  expect(said()).toBe('better, stands')
  press('worse')
  expect(said()).toBe('better, stands')
  rerender(<Stair differences={[-0.05, -0.06, -0.055]} />)
  expect(learning.getState().estimates[keyOf('1', 600)]).toMatchObject({ guess: 0, outcome: 0, confidence: 80 })
  // The next stair has none yet.
  rerender(<Stair kept="11" />)
  expect(said()).toBe('none')
})

it('is not judged where nobody guessed, and is wrong where the interval holds zero', () => {
  const { rerender } = render(<Stair differences={[-0.05, -0.06, -0.055]} />)
  expect(learning.getState().estimates).toEqual({})
  rerender(<Stair kept="10" />)
  press('worse')
  rerender(<Stair kept="10" running />)
  rerender(<Stair kept="10" differences={[-0.05, 0.06, 0.01]} />)
  expect(learning.getState().estimates[keyOf('10', 600)]).toMatchObject({
    guess: 2,
    outcome: 1,
    confidence: null,
    asked: 'no biases, added to GPT-1’s shape with norm first: what becomes of the held-out loss over 3 seeds?',
  })
})
