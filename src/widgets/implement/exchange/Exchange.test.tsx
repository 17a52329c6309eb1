/** The table of tensors says both names, turns matrices, and marks the one that no shape gives away. */
import { fireEvent, render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Examined } from '../../../worker/protocol.ts'
import { isConv1D, isRenamed, isSquare, partsOf, readingsOf } from './exchange.ts'
import { Tensors } from './Tensors.tsx'

const tensor = (ours: string, shape: number[], theirs = `transformer.${ours}`) => ({ ours, theirs, shape, dtype: 'F32' })
const TENSORS = [
  tensor('tokens_embed.weight', [92, 8], 'transformer.wte.weight'),
  tensor('h.0.attn.c_attn.weight', [8, 24]),
  tensor('h.0.attn.c_proj.weight', [8, 8]),
  tensor('h.0.ln_1.weight', [8]),
  tensor('h.1.attn.c_attn.weight', [8, 24]),
]
const examined = { tensors: TENSORS, storedHead: null, parameters: 5, format: 'gpt2' } as unknown as Examined

test('names, squares and matrices are told apart', () => {
  expect(TENSORS.filter(isRenamed).map(({ ours }) => ours)).toEqual(['tokens_embed.weight'])
  expect(TENSORS.filter(isConv1D)).toHaveLength(3)
  expect(TENSORS.filter((each) => isConv1D(each) && isSquare(each)).map(({ ours }) => ours)).toEqual(['h.0.attn.c_proj.weight'])
  expect(partsOf(TENSORS).map(({ name }) => name)).toEqual(['tables', 'block 0', 'block 1'])
  expect(readingsOf({ examined, bytes: 2000, difference: 0, before: 1, after: 1 })).toMatchObject({ kilobytes: 2, renamed: 1, tied: 1 })
})

test('as Linear keeps them, shapes turn round, and the square one is called by its name', () => {
  render(<Tensors examined={examined} />)
  expect(screen.getByText('tied: the token table once more')).toBeTruthy()
  fireEvent.click(screen.getByText('Linear: [out, in]'))
  const row = (name: string) => within(screen.getByRole('rowheader', { name }).closest('tr')!)
  row('h.0.attn.c_attn.weight').getByText('[24, 8]')
  row('h.0.attn.c_proj.weight').getByText('turned, and the shape does not tell')
  row('tokens_embed.weight').getByText('[92, 8]')
})
