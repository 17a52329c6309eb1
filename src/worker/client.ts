/** The page's end of the worker: starts it, talks to it through Comlink, and replaces it when it dies. */
import { proxy, releaseProxy, wrap } from 'comlink'
import type { PlainError } from '../core/errors.ts'
import { type Lifetime, lifetime } from '../core/lifetime.ts'
import type { CoreApi } from './protocol.ts'

/** A CoreApi that outlives its worker. Calls reject with a PlainError. */
export interface CoreClient extends CoreApi {
  /** Hears that the worker died; the next call starts a fresh one, which needs `start` again. */
  onDeath(listener: (error: PlainError) => void): void
  /** Ends the worker. */
  close(): void
}

interface Link {
  worker: Worker
  remote: ReturnType<typeof wrap<CoreApi>>
  life: Lifetime
}

const open = (): Worker => new Worker(new URL('./core.worker.ts', import.meta.url), { type: 'module', name: 'core' })

/** Connects to the core. `open` makes the worker, so that a test can give its own. */
export function connect(openWorker: () => Worker = open): CoreClient {
  let link: Link | null = null
  const listeners: ((error: PlainError) => void)[] = []

  const fresh = (): Link => {
    const worker = openWorker()
    const life = lifetime()
    const die = (reason: string): void => {
      if (link?.worker !== worker) return
      link = null
      worker.terminate()
      const error: PlainError = {
        code: 'internal',
        message: `The worker that trains the model stopped: ${reason || 'no reason was given'}.`,
        hint: 'It has been replaced. Go on from the last save; if it stops again, try a smaller model or batch.',
      }
      life.end(error)
      for (const listener of listeners) listener(error)
    }
    worker.addEventListener('error', (event) => die(event.message))
    worker.addEventListener('messageerror', () => die('it sent a message that could not be read'))
    return { worker, remote: wrap<CoreApi>(worker), life }
  }

  const call = async (name: keyof CoreApi, args: unknown[]): Promise<unknown> => {
    link ??= fresh()
    const sent = args.map((argument) => (typeof argument === 'function' ? proxy(argument) : argument))
    const method = link.remote[name] as unknown as (...args: unknown[]) => Promise<unknown>
    try {
      return await link.life.within(method(...sent))
    } catch (error) {
      throw asPlainError(error)
    }
  }

  const own = {
    onDeath: (listener: (error: PlainError) => void) => void listeners.push(listener),
    close: () => {
      link?.remote[releaseProxy]()
      link?.worker.terminate()
      link = null
    },
  }
  return new Proxy(own as CoreClient, {
    get: (target, name) => {
      if (typeof name === 'symbol' || name === 'then') return undefined // so that the client itself can be awaited
      return Reflect.get(target, name) ?? ((...args: unknown[]) => call(name as keyof CoreApi, args))
    },
  })
}

/** Whatever was thrown, as the plain form that the page shows. */
export function asPlainError(error: unknown): PlainError {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { code, message, hint } = error as Partial<PlainError>
    return {
      code: code ?? 'internal',
      message: String(message),
      hint: hint ?? 'This is a fault in the course itself; reload the page and go on from the last save.',
    }
  }
  return { code: 'internal', message: String(error), hint: 'Reload the page and go on from the last save.' }
}
