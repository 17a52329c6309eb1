/** The list of kept models: open, rename, duplicate, remove, export, import. */
import type { ModelSummary } from '../worker/protocol.ts'
import { attempt, type Context, succeeds } from './context.ts'
import { historyOf } from './run.ts'
import { isRunning, type SessionActions } from './state.ts'

type LibraryActions = Pick<SessionActions, 'open' | 'rename' | 'duplicate' | 'remove' | 'exportModel' | 'importModel'>

export function libraryActions(context: Context, follow: (model: ModelSummary) => void): LibraryActions & { reload: () => Promise<void> } {
  const { get, set, client } = context

  /** Reads the list anew; the open model's description follows it. */
  const reload = async (): Promise<void> => {
    const models = await attempt(context, 'models', () => client.models())
    if (!models) return
    const { current, run, at } = get()
    const fresh = models.find((m) => m.id === current?.id)
    // Open at an earlier step, it stays what it was then, but for its name.
    set({ models, current: at !== null && current && fresh ? { ...current, name: fresh.name } : (fresh ?? current) })
    const named = models.find((m) => m.id === run?.modelId)
    if (run && named && !isRunning(run)) set({ run: { ...run, name: named.name } })
  }

  /** Which steps of a model's past are kept. Without an answer it has none on show. */
  const recall = async (modelId: string): Promise<void> => {
    const past = await client.history(modelId).catch(() => [])
    const { run } = get()
    if (run?.modelId === modelId && !isRunning(run)) set({ run: { ...run, past } })
  }

  const change = async (task: () => Promise<unknown>): Promise<void> => {
    if (await succeeds(context, 'models', task)) await reload()
  }

  return {
    reload,
    async open(modelId) {
      const model = await attempt(context, 'models', () => client.describe({ id: modelId }))
      if (!model) return
      set({ current: model, at: null, pointer: null })
      if (!isRunning(get().run)) set({ run: historyOf(model) })
      follow(model)
      void recall(modelId)
    },
    rename: (modelId, name) => change(() => client.rename(modelId, name)),
    duplicate: (modelId) => change(() => client.duplicate(modelId)),
    async remove(modelId) {
      await change(() => client.remove(modelId))
      const { models, current, run } = get()
      if (current?.id !== modelId || models.some((m) => m.id === modelId)) return
      set({ current: null, at: null, pointer: null, run: run?.modelId === modelId ? null : run })
      const next = models[0]
      if (next) await get().open(next.id)
    },
    async exportModel(modelId, format = 'hf') {
      const make = () =>
        format === 'pytorch-project' ? client.exportProject(modelId) : client.exportZip(modelId, format === 'floats' ? 'F32' : undefined)
      return (await attempt(context, 'models', make)) ?? null
    },
    async importModel(files) {
      // Adapters belong to a model, which their files do not name: the one that is open.
      const model = await attempt(context, 'models', () => client.importModel(files, get().current?.id))
      if (!model) return
      await reload()
      await get().open(model.id)
    },
  }
}
