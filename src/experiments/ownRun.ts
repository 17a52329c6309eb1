/** A run on a bundled text, or on one's own that is kept only for as long as it takes. */
import type { CoreApi, ModelHandle, RunSpec, TextInfo } from '../worker/protocol.ts'
import { type Experiment, experiment } from './experiment.ts'
import { type TextChoice, withText } from './withText.ts'

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
  return withText(core, text, (info) => experiment(core, specOf(info.ref), onProgress, async (trained) => read?.(trained, info)))
}
