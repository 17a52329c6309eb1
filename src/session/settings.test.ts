/** What the page's address asks for. */
import { expect, test } from 'vitest'
import { runtimeChoice, threadCount } from './settings.ts'

test('the address chooses the runtime', () => {
  expect(runtimeChoice({ search: '?runtime=wasm', hash: '#/lab' })).toBe('wasm')
  expect(runtimeChoice({ search: '', hash: '#/lab?runtime=webgpu' })).toBe('webgpu')
  expect(runtimeChoice({ search: '?runtime=cuda', hash: '' })).toBe('auto')
})

test('the address chooses the threads', () => {
  expect(threadCount({ search: '?threads=1', hash: '#/lab' })).toBe(1)
  expect(threadCount({ search: '', hash: '#/lab?threads=12' })).toBe(12)
  for (const search of ['', '?threads=', '?threads=-1', '?threads=1.5', '?threads=many', '?threads=1000'])
    expect(threadCount({ search, hash: '' }), search).toBe(0)
})
