/** The settings of the Lab that a task of an instructor's may begin with, and how the Lab is set to them. */
import * as v from 'valibot'
import { sameText } from '../../session/draft.ts'
import type { StoreApi } from 'zustand/vanilla'
import type { Session } from '../../session/state.ts'
import type { TokenizerChoice } from '../../worker/protocol.ts'
import { bpeSize, RANGES } from './sizes.ts'

const whole = (low: number, high: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high)))

/** Characters have that of their text. */
function hasVocabulary(tokenizer: string): boolean {
  const size = bpeSize(tokenizer)
  const [least, most] = RANGES.vocabulary
  return size === null || (size >= least && size <= most)
}

/** Each may be left out: then it is as the Lab suggests. Whether they fit each other, the Lab itself says. */
export const LAB_SETTINGS = v.strictObject({
  layers: whole(1, 48),
  heads: whole(1, 64),
  width: whole(1, 4096),
  context: whole(1, 4096),
  batch: whole(1, 4096),
  steps: whole(1, 1_000_000),
  rate: v.optional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(0.1))),
  tokenizer: v.optional(v.pipe(v.string(), v.regex(/^(char|bpe:\d{3,5})$/), v.check(hasVocabulary))),
  /** a text of the course, by its id; the assignment's own text goes before it */
  text: v.optional(v.pipe(v.string(), v.regex(/^[a-z-]+$/))),
})

export type LabSettings = v.InferOutput<typeof LAB_SETTINGS>

/** Those that the Lab has, and the names of those that it does not. */
export function readLabSettings(given: Readonly<Record<string, unknown>>): { settings: LabSettings; left: string[] } {
  const fits = (name: string, value: unknown): boolean => v.safeParse(LAB_SETTINGS, { [name]: value }).success
  const entries = Object.entries(given)
  return {
    settings: Object.fromEntries(entries.filter(([name, value]) => fits(name, value))),
    left: entries.flatMap(([name, value]) => (fits(name, value) ? [] : [name])),
  }
}

/** Sets the next run to what a task begins with. `own`: the assignment's text, which is added to the learner's texts. */
export async function setLab(
  session: StoreApi<Session>,
  { layers, heads, width, context, batch, steps, rate, tokenizer, text }: LabSettings,
  { own, seed }: { own: { name: string; content: string } | null; seed: number | null },
): Promise<void> {
  const lab = session.getState()
  await lab.start()
  if (own) await lab.addText(own.name, own.content)
  else if (text && session.getState().texts.some(({ ref }) => sameText(ref, { kind: 'bundled', id: text })))
    await lab.chooseText({ kind: 'bundled', id: text })
  const given = <T extends object>(change: T): Partial<T> =>
    Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== null)) as Partial<T>
  const { editSizes, editTraining, chooseTokenizer } = session.getState()
  if (tokenizer) chooseTokenizer(tokenizer as TokenizerChoice)
  const sizes = given({ nLayer: layers, nHead: heads, nEmbd: width, nCtx: context })
  if (Object.keys(sizes).length > 0) editSizes(sizes as Parameters<typeof editSizes>[0])
  const training = given({ batch, steps, learningRate: rate, seed })
  if (Object.keys(training).length > 0) editTraining(training as Parameters<typeof editTraining>[0])
}
