/** All that is under way, the learner's run among it: on show, waiting, taken back, stopped. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { JobEvent, JobSpec, JobView } from '../worker/protocol.ts'
import { fakePage, spec, summary } from './testing/page.ts'

let core: ReturnType<typeof fakePage>['core']
let client: ReturnType<typeof fakePage>['client']
let state: ReturnType<typeof fakePage>['state']

beforeEach(() => {
  ;({ core, client, state } = fakePage())
})

const job: JobView = {
  jobId: 'race',
  kind: 'train',
  title: 'a race',
  keep: false,
  status: 'running',
  modelId: 'toy',
  step: 3,
  totalSteps: 9,
  secondsLeft: 2,
  startsInSeconds: null,
  unsaved: false,
}

describe('jobs', () => {
  beforeEach(() => state().start())

  test('a figure’s job that keeps its model: the model is in the list when the job is over', async () => {
    core.list([{ ...job, keep: true }])
    core.models = [...core.models, summary('toy', 9)]
    core.list([])
    await vi.waitFor(() => expect(state().models.map(({ id }) => id)).toContain('toy'))
  })

  test('all are on show, also those that are not the learner’s run, and each is stopped', async () => {
    core.list([job])
    expect(state().jobs).toEqual([job])
    await state().stopJob('race')
    expect(client.stop).toHaveBeenCalledWith('race')
    core.die('gone')
    expect(state().jobs).toEqual([])
  })

  test('a run that waits is on show as such, begins at its turn, and can be taken back', async () => {
    let refuse: (error: unknown) => void = () => {}
    const model = summary('late', 0)
    client.run = (_, onEvent) => {
      core.emit = (news) => onEvent({ jobId: 'j', ...news })
      return new Promise((_, reject) => {
        refuse = reject
      })
    }
    const first = state().train()
    core.emit({ type: 'queued' })
    expect(state().run).toMatchObject({ status: 'queued', jobId: 'j', modelId: null })
    core.emit({ type: 'started', model })
    expect(state()).toMatchObject({ run: { status: 'running', modelId: 'late' }, current: { id: 'late' } })
    core.emit({ type: 'ended', status: 'done', step: 100 })
    refuse({ code: 'internal', message: 'too late to matter', hint: '' })
    await first

    const second = state().train()
    core.emit({ type: 'queued' })
    vi.mocked(client.stop).mockImplementation(async () => refuse({ code: 'stopped', message: 'taken back', hint: '' }))
    state().dismiss('training')
    await Promise.all([second, state().stop()])
    expect(state().run?.modelId).toBe('late')
    expect(state().failures.training).toBeUndefined()
  })

  test('stop is heard when it is pressed before the core has named the run', async () => {
    let begin: (job: JobSpec, onEvent: (event: JobEvent) => void) => void = () => {}
    const real = client.run
    client.run = (job, onEvent) =>
      new Promise((resolve) => {
        begin = () => resolve(real(job, onEvent))
      })
    const started = state().train()
    await state().stop()
    expect(state().run?.status).toBe('stopping')
    begin({ kind: 'train', keep: true, spec }, () => {})
    await started
    expect(client.stop).toHaveBeenCalledWith('j1')
  })
})
