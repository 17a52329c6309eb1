/** What a model that was trained in the Lab says of itself, by the names that goals have for it. */
import { sameText } from '../../../session/draft.ts'
import type { LAB_READINGS } from '../../../teach/labReadings.ts'
import type { ModelSummary, TextInfo } from '../../../worker/protocol.ts'

/** A reading that is not known is left out. `seconds`: how long it trained, where that was seen. */
export function labReadingsOf(model: ModelSummary, seconds: number | null): Record<string, number> {
  const readings: Record<keyof typeof LAB_READINGS, number | null> = {
    parameters: model.parameters,
    steps: model.step,
    validationLoss: model.validationLoss,
    bigramLoss: model.bigramLoss,
    bitsPerCharacter: model.bitsPerCharacter,
    seconds,
  }
  return Object.fromEntries(Object.entries(readings).filter(([, value]) => value !== null && Number.isFinite(value))) as Record<
    string,
    number
  >
}

/** Trained here on this text; where the text is not the learner's any more, a model of it is known by its text's id. */
export function trainedOn(model: ModelSummary, sha256: string, texts: readonly TextInfo[]): boolean {
  const ref = model.spec?.text
  if (!ref) return false
  const text = texts.find((each) => sameText(each.ref, ref))
  return text ? text.sha256 === sha256 : ref.kind === 'stored' && sha256.startsWith(ref.id)
}
