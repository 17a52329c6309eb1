/** The page's session, and the hook that reads it. */
import { useStore } from 'zustand'
import { connect } from '../worker/client.ts'
import { createSession } from './session.ts'
import { browserKeep, runtimeChoice } from './settings.ts'
import type { Session } from './state.ts'

/** The worker starts with the first command, so importing this costs nothing. */
export const session = createSession(connect(), browserKeep, runtimeChoice(globalThis.location ?? { search: '', hash: '' }))

/** `useSession((s) => s.run)`; select one thing, so that a component renders only when it changes. */
export const useSession = <T>(select: (session: Session) => T): T => useStore(session, select)

export type { RunView, SamplerState, Session, Theme } from './state.ts'
export { contextOf, isRunning } from './state.ts'
