/** The learning platform that a package was opened by, if there is one: found once, and told what is done. */
import { create } from 'zustand'
import { nameRecords, packedCode } from '../../../session/packed.ts'
import { learning } from '../../../session/learning.ts'
import { waitForApi } from '../../../teach/scorm/api.ts'
import { openSession, type Trouble } from '../../../teach/scorm/session.ts'
import { checksum } from '../../../teach/scorm/values.ts'
import type { Assigned } from '../readAssigned.ts'
import { visit } from './visit.ts'

interface Platform {
  /** null: this is no package */
  kind: 'looking' | 'told' | 'only looked at' | 'not there' | null
  trouble: Trouble | null
}

export const usePlatform = create<Platform>(() => ({ kind: packedCode ? 'looking' : null, trouble: null }))

let begun = false

export async function reportTo(assigned: Assigned): Promise<void> {
  if (begun || !packedCode) return
  begun = true
  const api = await waitForApi(globalThis.window)
  const opened = api && openSession(api)
  if (!opened || 'message' in opened) {
    nameRecords(checksum(packedCode))
    usePlatform.setState({ kind: 'not there', trouble: opened })
    return
  }
  nameRecords(checksum(`${opened.student.id} ${packedCode}`))
  usePlatform.setState({ kind: opened.mode === 'normal' ? 'told' : 'only looked at' })
  const { tell } = await visit(assigned, opened, learning, (trouble) => usePlatform.setState({ trouble }))
  globalThis.addEventListener('online', tell)
  // The page may come back out of the browser's cache: whatever is done then begins a new visit.
  globalThis.addEventListener('pagehide', () => opened.finish())
}
