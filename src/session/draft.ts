/** The next run's draft: its text, sizes and settings, with an estimate that follows every change. */
import { withSteps } from '../core/trainingDefaults.ts'
import { asPlainError } from '../worker/client.ts'
import type { RunSpec, TextRef } from '../worker/protocol.ts'
import { attempt, type Context, latestOnly, succeeds } from './context.ts'
import { speedToSizeBy } from './speed.ts'
import type { SessionActions } from './state.ts'

type DraftActions = Pick<
  SessionActions,
  | 'chooseText'
  | 'addText'
  | 'removeText'
  | 'editSizes'
  | 'editTraining'
  | 'editVariant'
  | 'chooseFamily'
  | 'chooseTokenizer'
  | 'setRunPrompt'
>

export const sameText = (a: TextRef | undefined, b: TextRef | undefined): boolean => a?.kind === b?.kind && a?.id === b?.id

export function draftActions(context: Context): DraftActions & { estimate: () => void } {
  const { get, set, client } = context
  /** sizes and settings were changed by hand, so a new text does not replace them */
  let touched = false
  /** as was the prompt of its samples */
  let prompted = false

  const estimate = latestOnly(async () => {
    const { draft } = get()
    if (!draft) return
    try {
      const found = await client.estimate(draft)
      if (get().draft === draft) set({ estimate: found, draftError: null })
    } catch (error) {
      if (get().draft === draft) set({ draftError: asPlainError(error), estimate: null })
    }
  }, 40)

  const change = (next: RunSpec): void => {
    set({ draft: next })
    estimate()
  }

  return {
    estimate,
    async chooseText(ref) {
      const { draft } = get()
      if (draft && touched) change({ ...draft, text: ref })
      const suggested = await attempt(context, 'texts', () => client.suggest(ref, speedToSizeBy(get().device, context.keep)))
      const now = get().draft
      if (!suggested || (draft && touched && !sameText(now?.text, ref))) return
      const kept = draft && touched && now ? now : suggested
      change({ ...kept, samplePrompt: prompted && now ? now.samplePrompt : suggested.samplePrompt })
    },
    async addText(title, content) {
      const info = await attempt(context, 'texts', () => client.addText(title, content))
      if (!info) return false
      set((state) => ({ texts: [...state.texts.filter((t) => !sameText(t.ref, info.ref)), info] }))
      await get().chooseText(info.ref)
      return true
    },
    async removeText(ref) {
      if (!(await succeeds(context, 'texts', () => client.removeText(ref)))) return
      const texts = get().texts.filter((t) => !sameText(t.ref, ref))
      set({ texts })
      if (sameText(get().draft?.text, ref) && texts[0]) await get().chooseText(texts[0].ref)
    },
    editSizes(sizes) {
      const { draft } = get()
      touched = true
      if (draft) change({ ...draft, sizes: { ...draft.sizes, ...sizes } })
    },
    editTraining(training) {
      const { draft } = get()
      touched = true
      if (!draft) return
      const stepped = training.steps === undefined ? draft.training : withSteps(draft.training, training.steps)
      change({ ...draft, training: { ...stepped, ...training } })
    },
    editVariant(variant) {
      const { draft } = get()
      touched = true
      if (draft) change({ ...draft, sizes: { ...draft.sizes, variant: { ...draft.sizes.variant, ...variant } } })
    },
    chooseFamily(family) {
      const { draft } = get()
      if (!draft) return
      touched = true
      const { family: _, variant: __, ...sizes } = draft.sizes
      change({ ...draft, sizes: family === 'gpt' ? sizes : { ...sizes, family } })
    },
    chooseTokenizer(choice) {
      const { draft } = get()
      if (!draft) return
      touched = true
      const { tokenizer: _, ...rest } = draft
      change(choice === 'char' ? rest : { ...rest, tokenizer: choice })
    },
    setRunPrompt(samplePrompt) {
      const { draft } = get()
      prompted = samplePrompt !== ''
      if (draft) set({ draft: { ...draft, samplePrompt } })
    },
  }
}
