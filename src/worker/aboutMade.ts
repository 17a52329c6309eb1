/** What the page shows of a model that was made from another, before anything is measured. */
import { type ModelConfig, parameterCount } from '../core/config.ts'
import type { Corpus } from '../core/data/corpus.ts'
import { lineageOf } from './kinds.ts'
import { newId, type StoredModel } from './models.ts'
import type { Lineage, ModelKind, TextInfo, TrainingSettings, UnsavedModel } from './protocol.ts'
import { sayUnknown } from './unknownSaid.ts'

export interface About {
  base: StoredModel
  config: ModelConfig
  corpus: Corpus
  info: TextInfo
  /** null where nothing was trained */
  training: TrainingSettings | null
  name: string
  kind: ModelKind
}

export function aboutMade(by: Lineage['by'], { base: { summary: base }, config, corpus, info, training, name, kind }: About): UnsavedModel {
  const { nVocab: _, ...sizes } = config
  const spec = base.spec && { ...base.spec, text: info.ref, sizes, ...(training && { training }) }
  return {
    id: newId(),
    name: name.slice(0, 120),
    origin: 'trained',
    config,
    parameters: parameterCount(config),
    step: training ? 0 : base.step,
    totalSteps: training ? training.steps : base.totalSteps,
    resumable: false,
    textTitle: info.title,
    validationLoss: null,
    bitsPerCharacter: null,
    spec,
    curve: training ? [] : base.curve,
    evaluations: training ? [] : base.evaluations,
    samples: [],
    uniformLoss: base.uniformLoss,
    bigramLoss: base.bigramLoss,
    charactersPerToken: base.charactersPerToken ?? 1,
    lineage: lineageOf(by, base),
    ...sayUnknown(corpus.unknown),
    ...kind,
  }
}
