/** The sampler: a prompt, the distribution after it, tokens rolled from it. */
import type { PlainError } from '../core/errors.ts'
import { asPlainError } from '../worker/client.ts'
import type { ModelHandle, ModelSummary } from '../worker/protocol.ts'
import { attempt, type Context, latestOnly } from './context.ts'
import { land } from './land.ts'
import { contextOf, openHandle, type SamplerState, type SessionActions } from './state.ts'

type SamplingActions = Pick<
  SessionActions,
  'setPrompt' | 'setSampling' | 'setCount' | 'sample' | 'stopSampling' | 'roll' | 'refreshNext' | 'attention'
>

/** A training run's sentence may be cut anywhere; a sampler's text is kept to what a page can show. */
const MAX_TOKENS = 4000

export function samplingActions(context: Context): SamplingActions & { follow: (model: ModelSummary) => void } {
  const { get, set, client } = context
  const edit = (change: Partial<SamplerState>): void => set((state) => ({ sampler: { ...state.sampler, ...change } }))
  /** the learner typed a prompt, so it is kept when another model opens */
  let typed = false
  /** every roll has its own dice */
  let rolls = 0
  /** a new prompt makes what is still being written for the old one late */
  let draws = 0
  const opened = (): ModelHandle => {
    const handle = openHandle(get())
    if (handle) return handle
    throw { code: 'not-found', message: 'No model is open.', hint: 'Train one, or open one of the list.' } satisfies PlainError
  }
  const dice = () => ({ ...get().sampler.settings, seed: get().sampler.settings.seed + rolls++ })

  const refreshNext = latestOnly(async () => {
    const { sampler } = get()
    const handle = openHandle(get())
    if (!handle || sampler.busy) return
    try {
      const next = await client.nextToken(handle, contextOf(sampler), sampler.settings)
      const { rolled } = get().sampler
      if (contextOf(get().sampler) === contextOf(sampler)) edit({ next, rolled: rolled && land(next, rolled.dice) })
      if (get().failures.sampler) set((state) => ({ failures: { ...state.failures, sampler: undefined } }))
    } catch (error) {
      edit({ next: null })
      set((state) => ({ failures: { ...state.failures, sampler: asPlainError(error) } }))
    }
  })

  /** Samples after `base`; tokens are collected and shown together, a few times a second. */
  const draw = async (count: number, onTokens: (tokens: SamplerState['tokens']) => void): Promise<number | undefined> => {
    const mine = ++draws
    const tokens: SamplerState['tokens'] = []
    let shown = 0
    const show = (): void => {
      if (mine === draws && tokens.length > shown) onTokens(tokens.slice())
      shown = tokens.length
    }
    const timer = setInterval(show, 80)
    edit({ busy: true })
    const done = await attempt(context, 'sampler', () =>
      client.sample(opened(), contextOf(get().sampler), count, dice(), (t) => void tokens.push(t)),
    )
    // callbacks and the answer travel separately: let the last tokens arrive
    for (let wait = 0; done && tokens.length < count && wait < 5; wait++) await new Promise((resolve) => setTimeout(resolve, 10))
    clearInterval(timer)
    show()
    edit({ busy: false })
    return done?.tokensPerSecond
  }

  /** From now on the text is `prompt` alone. */
  const begin = (prompt: string): void => {
    draws++
    if (get().sampler.busy) void attempt(context, 'sampler', () => client.stopSampling())
    edit({ prompt, base: prompt, tokens: [], rolled: null })
    refreshNext()
  }

  return {
    refreshNext,
    /** Turns to another model: its text's own prompt, unless the learner has typed one. */
    follow(model) {
      const prompt = typed ? get().sampler.prompt : (model.spec?.samplePrompt ?? get().sampler.prompt)
      begin(prompt)
      // Another model has another speed.
      edit({ tokensPerSecond: null })
    },
    setPrompt(prompt) {
      typed = true
      begin(prompt)
    },
    setSampling(change) {
      edit({ settings: { ...get().sampler.settings, ...change } })
      refreshNext()
    },
    setCount: (count) => edit({ count }),
    async sample() {
      if (get().sampler.busy) return
      edit({ base: get().sampler.prompt, tokens: [], rolled: null })
      const tokensPerSecond = await draw(get().sampler.count, (tokens) => edit({ tokens }))
      edit({ tokensPerSecond: tokensPerSecond ?? null })
      refreshNext()
    },
    async stopSampling() {
      await attempt(context, 'sampler', () => client.stopSampling())
    },
    async roll() {
      const { sampler } = get()
      if (sampler.busy || sampler.tokens.length >= MAX_TOKENS) return
      if (sampler.rolled) {
        edit({ tokens: [...sampler.tokens, sampler.rolled], rolled: null })
        const next = await attempt(context, 'sampler', () => client.nextToken(opened(), contextOf(get().sampler), sampler.settings))
        if (!next) return
        edit({ next })
      }
      await draw(1, ([token]) => {
        const { next } = get().sampler
        if (token) edit({ rolled: next ? land(next, token.dice) : token })
      })
    },
    attention: async (prompt) => client.attention(opened(), prompt),
  }
}
