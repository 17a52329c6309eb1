/** The page's session, and the hook that reads it. */
import { useStore } from 'zustand'
import { connect } from '../worker/client.ts'
import type { CoreApi } from '../worker/protocol.ts'
import { createSession } from './session.ts'
import { browserKeep, hubAddress, runtimeChoice, threadCount } from './settings.ts'
import { coreState, standIn } from './standIn.ts'
import type { Session } from './state.ts'

const client = standIn(connect(), coreState(globalThis.location ?? { search: '' }))

/** The worker's commands, for widgets that measure; failures reject with a PlainError. It starts with the first command. */
export const core: CoreApi = client

const address = globalThis.location ?? { search: '', hash: '' }
export const session = createSession(client, browserKeep, {
  choice: runtimeChoice(address),
  threads: threadCount(address),
  hub: hubAddress(address),
})

/** `useSession((s) => s.run)`; select one thing, so that a component renders only when it changes. */
export const useSession = <T>(select: (session: Session) => T): T => useStore(session, select)

export { CORE_STATES, type CoreState, coreState } from './standIn.ts'
export type { RunView, SamplerState, Session, Theme } from './state.ts'
export { besideKept, measuredBy, type Past, pastOf, shownStep, stepsToCompute } from './scrubber.ts'
export { contextOf, isRunning, openHandle, openStep, openVersion } from './state.ts'
