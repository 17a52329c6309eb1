/** A run on a bundled text, or on one's own that is kept only for as long as it takes. */
import type { CoreApi, ModelHandle, RunSpec, TextInfo } from '../worker/protocol.ts'
import { type Experiment, experiment } from './experiment.ts'

export type TextChoice = { id: string } | { own: string }

export interface OwnRunOptions {
  onProgress?: (so: Experiment) => void
  /** reads the trained model; `info` describes its text */
  read?: (trained: ModelHandle, info: TextInfo) => Promise<void>
}

/** Trains `specOf` of the text. An own text that was not there before is removed again. */
export async function ownRun(
  core: CoreApi,
  text: TextChoice,
  specOf: (text: RunSpec['text']) => RunSpec,
  { onProgress, read }: OwnRunOptions = {},
): Promise<Experiment> {
  const run = (info: TextInfo) => experiment(core, specOf(info.ref), onProgress, async (trained) => read?.(trained, info))
  if ('id' in text) return run(await core.textInfo({ kind: 'bundled', id: text.id }))
  const had = await core.texts()
  const info = await core.addText('Text of an experiment', text.own)
  try {
    return await run(info)
  } finally {
    if (!had.some(({ ref }) => ref.id === info.ref.id)) await core.removeText(info.ref)
  }
}
