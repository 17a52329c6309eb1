/** Models from the Hugging Face hub: looked up, downloaded, stopped, forgotten. Nothing is asked of the hub but by these actions. */
import type { ModelSummary } from '../worker/protocol.ts'
import { attempt, type Context, dismiss, succeeds } from './context.ts'
import type { SessionActions } from './state.ts'

type HubActions = Pick<SessionActions, 'lookUpHub' | 'declineHub' | 'importFromHub' | 'stopHub' | 'recallHub' | 'forgetHub'>

/**
 * @param address of another hub, on this machine only; the worker refuses any other
 * @param arrived what follows when a model has come
 */
export function hubActions(context: Context, arrived: (model: ModelSummary) => Promise<void>, address?: string): HubActions {
  const { get, set, client } = context
  const change = (hub: Partial<ReturnType<typeof get>['hub']>): void => set((s) => ({ hub: { ...s.hub, ...hub } }))

  /** A stop that was asked for is no failure. */
  const quietly = <T>(task: () => Promise<T>): Promise<T | undefined> =>
    attempt(context, 'hub', task).then((value) => {
      if (get().failures.hub?.code === 'stopped') dismiss(context, 'hub')
      return value
    })

  const recall = async (): Promise<void> => {
    const kept = await client.hubKept().catch(() => null)
    if (kept) change({ kept })
  }

  return {
    recallHub: recall,
    async lookUpHub(name) {
      if (get().hub.busy) return
      change({ busy: 'looking', offer: null, progress: null })
      const offer = await quietly(() => client.hubLook(name, address))
      change({ busy: null, offer: offer ?? null, asked: name })
      await recall()
    },
    declineHub: () => change({ offer: null, progress: null }),
    async importFromHub() {
      const { offer, busy, asked } = get().hub
      if (!offer || busy) return
      change({ busy: 'downloading' })
      const model = await quietly(() => client.hubImport(asked, (progress) => change({ progress }), address))
      change({ busy: null, progress: null, ...(model && { offer: null }) })
      await recall()
      if (model) await arrived(model)
    },
    stopHub: async () => void (await client.hubStop().catch(() => {})),
    async forgetHub(repo) {
      await succeeds(context, 'hub', () => client.hubForget(repo))
      await recall()
    },
  }
}
