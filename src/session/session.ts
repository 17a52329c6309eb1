/** The page's store of models and runs: it sends commands to the core and holds what comes back. What a learner did is in `learning/`. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CoreClient } from '../worker/client.ts'
import type { JobView, ModelSummary, RuntimeChoice } from '../worker/protocol.ts'
import { attempt, type Context, dismiss, type Keep } from './context.ts'
import { draftActions } from './draft.ts'
import { hubActions } from './hub.ts'
import { libraryActions } from './library.ts'
import { pastActions } from './past.ts'
import { samplingActions } from './sampling.ts'
import { keptTheme, THEME } from './settings.ts'
import { isRunning, type Session, type SessionState } from './state.ts'
import { trainingActions, underWay } from './training.ts'

const initial = (choice: RuntimeChoice, keep: Keep): SessionState => ({
  choice,
  device: null,
  starting: false,
  storageLasts: true,
  texts: [],
  models: [],
  current: null,
  at: null,
  pointer: null,
  run: null,
  draft: null,
  estimate: null,
  draftError: null,
  sampler: {
    prompt: 'The ',
    base: 'The ',
    tokens: [],
    settings: { temperature: 0.8, topK: 0, topP: 1, seed: 1 },
    count: 200,
    next: null,
    rolled: null,
    busy: false,
    tokensPerSecond: null,
  },
  hub: { busy: null, offer: null, asked: '', progress: null, kept: [] },
  jobs: [],
  readers: 0,
  failures: {},
  offer: null,
  theme: keptTheme(keep),
})

/** What the page's address asks for; see settings.ts. */
export interface Asked {
  choice?: RuntimeChoice
  threads?: number
  /** another address than the Hugging Face hub's */
  hub?: string
}

/** Makes a session over a client. Nothing runs before `start()`. */
export function createSession(client: CoreClient, keep: Keep, { choice = 'auto', threads = 0, hub }: Asked = {}): StoreApi<Session> {
  return createStore<Session>()((set, get) => {
    const context: Context = { get, set, client, keep }
    const { estimate: _, ...draft } = draftActions(context)
    const { follow, ...sampling } = samplingActions(context)
    const { reload, ...library } = libraryActions(context, follow)
    const { begin, ...training } = trainingActions(context, reload, follow)
    const fromHub = hubActions(
      context,
      async ({ id }) => {
        await reload()
        await get().open(id)
      },
      hub,
    )
    let started: Promise<void> | null = null

    /** A job of a figure's that keeps its model is no run of this page's: where it is over, the list has one more. */
    const jobsChanged = (jobs: JobView[]): void => {
      const over = get().jobs.some(({ jobId, keep }) => keep && !jobs.some((job) => job.jobId === jobId))
      set({ jobs })
      if (over) void reload()
    }

    const boot = async (): Promise<void> => {
      set({ starting: true })
      const starting = attempt(context, 'device', () => client.start(choice, threads))
      void client.watchJobs(jobsChanged).catch(() => {})
      void client.storageLasts().then(
        (storageLasts) => set({ storageLasts }),
        () => {},
      )
      // A kept model speaks before this device's speed is known and the texts are counted.
      const opening = reload().then(offerToGoOn)
      const device = await starting
      set({ device: device ?? null, starting: false })
      if (!device) {
        started = null // so that the learner can try again
        return
      }
      const [texts] = await Promise.all([attempt(context, 'texts', () => client.texts()), opening])
      if (texts) set({ texts })
      if (!get().draft && texts?.[0]) await get().chooseText(texts[0].ref)
    }

    /** A run that ended without being told to. One that is still under way, in another tab, is no such run. */
    const leftBehind = async (): Promise<ModelSummary | undefined> => {
      const left = () => get().models.filter((m) => underWay.has(keep, m) && m.resumable && m.step < m.totalSteps)
      // The worker of the page that was reloaded may take a moment to be gone.
      for (const delayMs of [0, 300, 1000, 2000]) {
        if (left().some(({ elsewhere }) => !elsewhere) || left().length === 0) break
        await new Promise((resolve) => setTimeout(resolve, delayMs))
        await reload()
      }
      return left().find(({ elsewhere }) => !elsewhere)
    }

    /** Opens the last model; if it was under way when the page went, offers to go on. */
    const offerToGoOn = async (): Promise<void> => {
      const interrupted = await leftBehind()
      const { models, current } = get()
      const newest = [...models].sort((a, b) => Number(a.origin === 'shipped') - Number(b.origin === 'shipped') || b.savedAt - a.savedAt)
      const wanted = interrupted ?? models.find((m) => m.id === current?.id)
      // One that cannot be read is said to be so, and the next is opened.
      for (const { id } of wanted ? [wanted, ...newest] : newest) {
        await get().open(id)
        if (get().current?.id === id) break
      }
      set({ offer: interrupted ?? null })
    }

    client.onDeath((error) => {
      const { run } = get()
      const hit = isRunning(run)
      set((state) => ({
        device: null,
        jobs: [],
        run: run && hit ? { ...run, status: 'failed' } : run,
        sampler: { ...state.sampler, busy: false },
        failures: { ...state.failures, [hit ? 'training' : 'device']: error },
      }))
      started = boot().then(() => set((state) => ({ failures: { ...state.failures, [hit ? 'training' : 'device']: error } })))
    })

    return {
      ...initial(choice, keep),
      ...draft,
      ...library,
      ...fromHub,
      ...training,
      ...pastActions(context, begin, follow),
      ...sampling,
      start: () => {
        started ??= boot()
        return started
      },
      async stopJob(jobId) {
        if (get().run?.jobId === jobId) return get().stop()
        await attempt(context, 'device', () => client.stop(jobId))
      },
      countReader: (by) => set(({ readers }) => ({ readers: readers + by })),
      dismiss: (place) => dismiss(context, place),
      setTheme(theme) {
        keep.set(THEME, theme === 'system' ? null : theme)
        set({ theme })
      },
    }
  })
}
