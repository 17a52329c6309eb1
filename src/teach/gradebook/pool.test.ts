/** Grading many: one that hangs or breaks never stops the rest, and what was stopped can go on. */
import { describe, expect, it } from 'vitest'
import { CourseError } from '../../core/errors.ts'
import type { Graded, GradeJob, Outcome } from './graded.ts'
import { gradeAll, type Thread, type Waiting } from './pool.ts'

const result: Graded = { measured: null, failed: null, numbers: null, remarks: [], retrained: null, seconds: 0 }
const job = (id: string): Waiting => ({ id, load: async () => ({ id, files: new Map(), heldOut: '', claim: null, retrain: null }) })
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `s${i}`)

function threads(grade: (job: GradeJob) => Promise<Graded>): { start: () => Thread; begun: number; ended: number } {
  const all = {
    begun: 0,
    ended: 0,
    start: (): Thread => {
      all.begun++
      return { grade, end: () => void all.ended++ }
    },
  }
  return all
}

async function run(ids: string[], pool: ReturnType<typeof threads>, isStopping?: () => boolean): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  const onOutcome = (id: string, outcome: Outcome): void => void outcomes.set(id, outcome)
  await gradeAll(ids.map(job), { start: pool.start, threads: 2, seconds: 0.05, onOutcome, ...(isStopping && { isStopping }) })
  return outcomes
}

describe('the pool', () => {
  it('grades all on as many threads as it may, and ends them', async () => {
    const pool = threads(async () => result)
    const outcomes = await run(names(7), pool)
    expect([...outcomes.keys()].sort()).toEqual(names(7))
    expect(pool).toMatchObject({ begun: 2, ended: 2 })
  })

  it('ends a thread that hangs, and goes on with another', async () => {
    const pool = threads(({ id }) => (id === 's1' ? new Promise(() => {}) : Promise.resolve(result)))
    const outcomes = await run(names(5), pool)
    expect(outcomes.get('s1')).toEqual({ kind: 'timed out', seconds: 0.05 })
    expect([...outcomes.values()].filter(({ kind }) => kind === 'graded')).toHaveLength(4)
    expect(pool.ended).toBe(pool.begun)
  })

  it('says why one broke, in its thread or before it', async () => {
    const pool = threads(async ({ id }) => {
      if (id === 's0') throw new CourseError('out-of-memory', 'It needs 5 GB.')
      return result
    })
    const outcomes = new Map<string, Outcome>()
    const unreadable: Waiting = { id: 'gone', load: () => Promise.reject(new CourseError('bad-receipt', 'The file is gone.')) }
    await gradeAll([...names(2).map(job), unreadable], {
      start: pool.start,
      threads: 1,
      seconds: 1,
      onOutcome: (id, o) => void outcomes.set(id, o),
    })
    expect(outcomes.get('s0')).toMatchObject({ kind: 'broken', error: { message: 'It needs 5 GB.' } })
    expect(outcomes.get('s1')!.kind).toBe('graded')
    expect(outcomes.get('gone')).toMatchObject({ kind: 'broken', error: { message: 'The file is gone.' } })
  })

  it('stops after what is under way, and goes on with the rest', async () => {
    const pool = threads(async () => result)
    const outcomes: Map<string, Outcome> = new Map()
    await gradeAll(names(9).map(job), {
      start: pool.start,
      threads: 1,
      seconds: 1,
      onOutcome: (id, outcome) => void outcomes.set(id, outcome),
      isStopping: () => outcomes.size >= 3,
    })
    expect(outcomes.size).toBe(3)
    const rest = names(9).filter((id) => !outcomes.has(id))
    for (const [id, outcome] of await run(rest, pool)) outcomes.set(id, outcome)
    expect(outcomes.size).toBe(9)
  })
})
