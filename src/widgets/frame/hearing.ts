/** A core that remembers what the model did not know of the texts that it was given to read. */
import type { CoreApi, UnknownSaid } from '../../worker/protocol.ts'

/** The same core; and what was said by then, each sentence once. */
export function hearing(core: CoreApi): { core: CoreApi; unknown: () => string[] } {
  const said = new Set<string>()
  const heard =
    <A extends unknown[], R extends UnknownSaid>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const result = await call(...args)
      if (result?.unknown) said.add(result.unknown)
      return result
    }
  const probe: CoreApi['probe'] = heard((...args) => core.probe(...args))
  const attention: CoreApi['attention'] = heard((...args) => core.attention(...args))
  const nudge: CoreApi['nudge'] = heard((...args) => core.nudge(...args))
  const windowLosses: CoreApi['windowLosses'] = heard((...args) => core.windowLosses(...args))
  const own: Partial<CoreApi> = { probe, attention, nudge, windowLosses }
  return {
    core: new Proxy(core, { get: (target, name) => own[name as keyof CoreApi] ?? Reflect.get(target, name) }),
    unknown: () => [...said],
  }
}
