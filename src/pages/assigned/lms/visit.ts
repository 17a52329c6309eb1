/** A visit to a learning platform: what was left there is taken up, and every answer is told at once. */
import type { StoreApi } from 'zustand/vanilla'
import type { Learning } from '../../../session/learning.ts'
import type { ScormSession, Trouble } from '../../../teach/scorm/session.ts'
import type { Assigned } from '../readAssigned.ts'
import { recordsOf } from '../record/records.ts'
import { standingOf } from '../record/standing.ts'
import { interactionsSince } from './interactions.ts'
import { recordIn, statesOf } from './state.ts'

export interface Visit {
  /** Tells once more how the student stands: the platform may have been out of reach. */
  tell(): void
  end(): void
}

/** @param say hears what does not work, and null once it does */
export async function visit(
  assigned: Assigned,
  session: ScormSession,
  learning: StoreApi<Learning>,
  say: (trouble: Trouble | null) => void,
): Promise<Visit> {
  await untilReady(learning)
  const cut = session.left.kind === 'cut' ? cutSaid(session.left.why) : null
  if (session.left.kind === 'state') await learning.getState().merge(recordIn(assigned, session.left.text))
  let refused = session.trouble()
  const tell = (): void => {
    const kept = learning.getState()
    const records = recordsOf(assigned, kept)
    const { percent, passed, complete, toMark } = standingOf(assigned, records)
    if (records.length > 0) {
      session.save(...statesOf(assigned, kept))
      session.report({ score: Math.min(100, Math.max(0, percent)), passed, complete, final: complete && toMark === 0 })
    }
    // What was refused just now stays true though the rest is kept; a commit that was refused before is made good by this one.
    const lasting = session.trouble() === refused ? null : session.trouble()
    refused = session.commit() ? null : session.trouble()
    say(refused ?? lasting ?? cut)
  }
  tell()
  const stop = learning.subscribe((now, before) => {
    for (const each of interactionsSince(assigned, before.attempts, now.attempts)) session.record(each)
    if (now.attempts !== before.attempts || now.predictions !== before.predictions || now.estimates !== before.estimates) tell()
  })
  return {
    tell,
    end() {
      stop()
      session.finish()
    },
  }
}

const cutSaid = (why: string): Trouble => ({
  message: `What the learning platform kept of your last visit is not whole: ${why}.`,
  hint: 'What this browser kept stays as it is; a receipt that you saved can be opened below.',
})

const untilReady = (learning: StoreApi<Learning>): Promise<void> =>
  new Promise((resolve) => {
    if (learning.getState().ready) return resolve()
    const stop = learning.subscribe(({ ready }) => {
      if (!ready) return
      stop()
      resolve()
    })
  })
