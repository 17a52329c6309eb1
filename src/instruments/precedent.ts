/** The precedent of a text for a figure on the page: of the open model as it now stands. */
import { type Precedent, precedentOf } from '../experiments/precedent.ts'
import { core } from '../session/index.ts'
import type { ModelSummary, TextRef } from '../worker/protocol.ts'
import { useComputed } from './computed.ts'

/** @param version changes with the model's weights @param text the same object each time */
export function usePrecedent(model: ModelSummary | null, version: string, text: TextRef): Precedent | null {
  return useComputed(model ? () => precedentOf(core, model, text) : null, [model !== null, version, text]).value
}
