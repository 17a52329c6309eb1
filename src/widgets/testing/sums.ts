/** Presses a number, and checks that what it explains comes out: every written sum adds up, to what its rounded digits allow. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect } from 'vitest'

/** A machine that does much else is waited for. */
const PATIENCE = { timeout: 10_000 }

const numberIn = (text: string): number => Number(text.replaceAll('−', '-').replaceAll(',', ''))

/** The explanation that opens. */
export async function press(name: string | RegExp): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole('button', { name }))
  return screen.findByRole('dialog', {}, PATIENCE)
}

/** Escape closes the explanation. */
export async function close(): Promise<void> {
  fireEvent.keyDown(screen.getByRole('dialog'), { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENCE)
}

/** @returns what the first sum comes to */
export async function sumIn(dialog: HTMLElement): Promise<number> {
  const tables = await within(dialog).findAllByRole('table', {}, PATIENCE)
  const totals = tables.map((table) => {
    const rows = within(table)
      .getAllByRole('row')
      .map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent ?? ''))
    const values = rows.map((cells) => numberIn(cells.at(-1)!))
    const total = values.pop()!
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - total)).toBeLessThanOrEqual(0.0005 * (values.length + 1) + 1e-9)
    for (const [product, value] of rows
      .filter(([product]) => product !== '')
      .map(([product, value]) => [product!.split('·').map((factor) => numberIn(factor.replace(/[()]/g, ''))), numberIn(value!)] as const)) {
      const [a, b] = product as [number, number]
      expect(Math.abs(a * b - value)).toBeLessThanOrEqual(0.0005 * (Math.abs(a) + Math.abs(b) + 1) + 1e-6)
    }
    return total
  })
  return totals[0]!
}
