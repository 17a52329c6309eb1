/** A core that remembers what the models that it asked did not know of the texts that they were given. */
import { notKnown } from '../../instruments/words.ts'
import type { CoreApi } from '../../worker/protocol.ts'

/** A text's unknown characters: in a sentence, or by themselves. */
type Said = string | readonly string[]

export const NOTHING: readonly string[] = []

/** The same core; and what was said by then, each sentence once. */
export function hearing(core: CoreApi): { core: CoreApi; unknown: () => readonly string[] } {
  const said = new Set<string>()
  const heard =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const result = await call(...args)
      const unknown = (result as { unknown?: Said } | undefined)?.unknown ?? ''
      const sentence = typeof unknown === 'string' ? unknown : notKnown(unknown)
      if (sentence) said.add(sentence)
      return result
    }
  const own = {
    probe: heard((...args: Parameters<CoreApi['probe']>) => core.probe(...args)),
    attention: heard((...args: Parameters<CoreApi['attention']>) => core.attention(...args)),
    nudge: heard((...args: Parameters<CoreApi['nudge']>) => core.nudge(...args)),
    windowLosses: heard((...args: Parameters<CoreApi['windowLosses']>) => core.windowLosses(...args)),
    nextToken: heard((...args: Parameters<CoreApi['nextToken']>) => core.nextToken(...args)),
    sample: heard((...args: Parameters<CoreApi['sample']>) => core.sample(...args)),
    classify: heard((...args: Parameters<CoreApi['classify']>) => core.classify(...args)),
  } satisfies Partial<CoreApi>
  return {
    core: new Proxy(core, { get: (target, name) => own[name as keyof typeof own] ?? Reflect.get(target, name) }),
    unknown: () => (said.size === 0 ? NOTHING : [...said]),
  }
}
