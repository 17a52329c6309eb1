/** What the session's parts share: the store, the client, and what the browser keeps. */
import type { StoreApi } from 'zustand'
import { asPlainError } from '../worker/client.ts'
import type { CoreApi } from '../worker/protocol.ts'
import type { FailurePlace, Session } from './state.ts'

/** A few strings that outlive the page (localStorage, where there is one). */
export interface Keep {
  get(key: string): string | null
  /** null forgets */
  set(key: string, value: string | null): void
}

export interface Context {
  get: StoreApi<Session>['getState']
  set: StoreApi<Session>['setState']
  client: CoreApi
  keep: Keep
}

/** Runs a command; a failure is put where it belongs and gives `undefined`. */
export async function attempt<T>(context: Context, place: FailurePlace, task: () => Promise<T>): Promise<T | undefined> {
  try {
    const value = await task()
    if (context.get().failures[place]) dismiss(context, place)
    return value
  } catch (error) {
    context.set((state) => ({ failures: { ...state.failures, [place]: asPlainError(error) } }))
    return undefined
  }
}

/** As `attempt`, for commands that answer nothing: whether it worked. */
export async function succeeds(context: Context, place: FailurePlace, task: () => Promise<unknown>): Promise<boolean> {
  const done = await attempt(context, place, async () => {
    await task()
    return true
  })
  return done === true
}

export function dismiss({ set }: Context, place: FailurePlace): void {
  set((state) => {
    const { [place]: _, ...failures } = state.failures
    return { failures }
  })
}

/** At most one `task` at a time; while one runs, any number of triggers become one more. */
export function latestOnly(task: () => Promise<void>, delayMs = 0): () => void {
  let busy = false
  let again = false
  const go = async (): Promise<void> => {
    busy = true
    do {
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
      again = false
      await task()
    } while (again)
    busy = false
  }
  return () => {
    again = true
    if (!busy) void go()
  }
}
