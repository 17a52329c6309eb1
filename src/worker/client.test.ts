/** The client keeps errors plain and survives its worker. */
import { expose } from 'comlink'
import { expect, test, vi } from 'vitest'
import { asPlainError, connect } from './client.ts'

/** A worker whose other end is an object in this thread. */
function workerOver(api: object): Worker & { fail: (message: string) => void } {
  const { port1, port2 } = new MessageChannel()
  expose(api, port1)
  port1.start()
  port2.start()
  const errors: ((event: { message: string }) => void)[] = []
  return {
    postMessage: port2.postMessage.bind(port2),
    addEventListener: (type: string, listener: (event: never) => void) =>
      type === 'error' ? errors.push(listener as never) : port2.addEventListener(type as 'message', listener as never),
    removeEventListener: (type: string, listener: never) => port2.removeEventListener(type as 'message', listener),
    terminate: () => {
      port1.close()
      port2.close()
    },
    fail: (message: string) => {
      for (const listener of errors) listener({ message })
    },
  } as unknown as Worker & { fail: (message: string) => void }
}

test('a rejected PlainError arrives as it was thrown', async () => {
  const error = { code: 'bad-config', message: 'nEmbd 130 is not divisible by nHead 4.', hint: 'Try 128 or 132.' }
  const client = connect(() => workerOver({ estimate: () => Promise.reject(error) }))
  await expect(client.estimate({} as never)).rejects.toEqual(error)
  client.close()
})

test('callbacks cross to the worker and back', async () => {
  const client = connect(() =>
    workerOver({
      async sample(_handle: object, _prompt: string, _count: number, _settings: object, onToken: (token: object) => void) {
        await onToken({ id: 7 })
        return { text: 'x' }
      },
    }),
  )
  const heard = vi.fn()
  await expect(client.sample({ id: 'm' }, '', 1, {} as never, heard)).resolves.toMatchObject({ text: 'x' })
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith({ id: 7 }))
  client.close()
})

test('a dead worker rejects what was under way, tells the page, and is replaced', async () => {
  const workers: ReturnType<typeof workerOver>[] = []
  const client = connect(() => {
    const first = workers.length === 0
    workers.push(workerOver({ models: () => (first ? new Promise(() => {}) : Promise.resolve([])) }))
    return workers.at(-1)!
  })
  const died = vi.fn()
  client.onDeath(died)
  const pending = client.models()
  workers[0]!.fail('out of memory')
  await expect(pending).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('out of memory') })
  expect(died).toHaveBeenCalledOnce()
  await expect(client.models()).resolves.toEqual([])
  expect(workers).toHaveLength(2)
  client.close()
})

test('anything thrown becomes plain', () => {
  expect(asPlainError('no')).toMatchObject({ code: 'internal', message: 'no' })
  expect(asPlainError(new TypeError('x is undefined'))).toMatchObject({ code: 'internal', message: 'x is undefined' })
})
