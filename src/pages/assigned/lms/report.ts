/** A package's visit to its learning platform: what was left there is taken up, and every answer is told at once. */
import { create } from 'zustand'
import { nameRecords, packedCode } from '../../../session/packed.ts'
import { learning } from '../../../session/learning.ts'
import { waitForApi } from '../../../teach/scorm/api.ts'
import { openSession, type ScormSession } from '../../../teach/scorm/session.ts'
import { checksum } from '../../../teach/scorm/values.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type Assigned, placeOf } from '../readAssigned.ts'
import { recordsOf } from '../record/records.ts'
import { standingOf } from '../record/standing.ts'
import { recordIn, statesOf } from './state.ts'

interface Platform {
  /** null: this is no package */
  kind: 'looking' | 'told' | 'only looked at' | 'not there' | null
  trouble: { message: string; hint: string } | null
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
  await untilReady()
  if (opened.left.kind === 'state') await learning.getState().merge(recordIn(assigned, opened.left.text))
  if (opened.left.kind === 'cut') {
    const message = `What the learning platform kept of your last visit is not whole: ${opened.left.why}.`
    usePlatform.setState({
      trouble: { message, hint: 'What this browser kept stays as it is; a receipt that you saved can be opened below.' },
    })
  }
  const tell = (): void => tellAll(assigned, opened)
  tell()
  learning.subscribe((now, before) => {
    if (now.attempts !== before.attempts) tellNew(assigned, opened, before.attempts)
    if (now.attempts !== before.attempts || now.predictions !== before.predictions) tell()
  })
  globalThis.addEventListener('online', tell)
  globalThis.addEventListener('pagehide', () => opened.finish())
}

const untilReady = (): Promise<void> =>
  new Promise((resolve) => {
    if (learning.getState().ready) return resolve()
    const stop = learning.subscribe(({ ready }) => {
      if (!ready) return
      stop()
      resolve()
    })
  })

function tellAll(assigned: Assigned, session: ScormSession): void {
  const kept = learning.getState()
  const records = recordsOf(assigned, kept)
  const { percent, passed, complete, toMark } = standingOf(assigned, records)
  if (records.length > 0) {
    session.save(...statesOf(assigned, kept))
    session.report({ score: Math.min(100, Math.max(0, percent)), passed, complete, final: complete && toMark === 0 })
  }
  const lasting = session.trouble()
  session.commit()
  usePlatform.setState({ trouble: session.trouble() ?? lasting })
}

/** Each answer and attempt that came since. */
function tellNew(assigned: Assigned, session: ScormSession, before: ReturnType<typeof learning.getState>['attempts']): void {
  const { attempts } = learning.getState()
  for (const item of assigned.items) {
    const place = placeOf(assigned, itemKey(item))
    for (const fact of (attempts[place] ?? []).slice(before[place]?.length ?? 0)) {
      const at = new Date(fact.at)
      if (item.kind === 'task') {
        const words = typeof fact.words === 'string' ? fact.words : ''
        const result = item.where.kind === 'words' ? 'neutral' : fact.failed ? 'wrong' : 'correct'
        session.record({ id: item.id, type: words ? 'fill-in' : 'performance', response: words || said(fact.readings), result, at })
      } else {
        const response = Array.isArray(fact.given) ? fact.given.join(', ') : String(fact.given)
        session.record({ id: String(fact.key), type: 'fill-in', response, result: fact.right ? 'correct' : 'wrong', at })
      }
    }
  }
}

const said = (readings: unknown): string =>
  Object.entries((readings ?? {}) as Record<string, number>)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
