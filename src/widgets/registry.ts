/** Every widget, by id; its component loads when a lesson comes near it. */
import type { ComponentType } from 'react'
import type { WidgetMeta } from './contract.ts'
import { metas } from './metas.ts'

type Load = () => Promise<{ default: ComponentType<Record<string, unknown>> }>

const views = import.meta.glob('./*/*/View.tsx')

const loads: Readonly<Record<string, () => Promise<unknown>>> = {
  ...Object.fromEntries(Object.entries(views).map(([path, load]) => [path.split('/')[2]!, load])),
  'word-vectors': () => import('./deep-learning/word-vectors/WordVectors.tsx'),
  'embedding-map': () => import('./deep-learning/embedding-map/EmbeddingMap.tsx'),
  'char-rnn': () => import('./deep-learning/char-rnn/CharRnn.tsx'),
  'gradient-reach': () => import('./deep-learning/gradient-reach/GradientReach.tsx'),
  'digit-net': () => import('./deep-learning/digit-net/DigitNet.tsx'),
  'token-bench': () => import('./language/token-bench/TokenBench.tsx'),
  'bpe-trainer': () => import('./language/bpe-trainer/BpeTrainer.tsx'),
  'bigram-bench': () => import('./language/bigram-bench/BigramBench.tsx'),
  board: () => import('./deep-learning/board/Board.tsx'),
  trainer: () => import('./start/trainer/Trainer.tsx'),
  writer: () => import('./start/writer/Writer.tsx'),
  'guess-game': () => import('./start/guess-game/GuessGame.tsx'),
  'stem-bench': () => import('./language/stem-bench/StemBench.tsx'),
  'stem-languages': () => import('./language/stem-languages/StemLanguages.tsx'),
  'lemma-bench': () => import('./language/lemma-bench/LemmaBench.tsx'),
  'normal-forms': () => import('./language/normal-forms/NormalForms.tsx'),
  'pos-accuracy': () => import('./language/pos-accuracy/PosAccuracy.tsx'),
  'pos-tagger': () => import('./language/pos-tagger/PosTagger.tsx'),
  'word-surprise': () => import('./language/word-surprise/WordSurprise.tsx'),
  'entity-spans': () => import('./language/entity-spans/EntitySpans.tsx'),
  'neuron-loss': () => import('./deep-learning/neuron-loss/NeuronLoss.tsx'),
  'weight-slice': () => import('./deep-learning/weight-slice/WeightSlice.tsx'),
  'mlp-playground': () => import('./deep-learning/mlp-playground/MlpPlayground.tsx'),
  'backprop-graph': () => import('./deep-learning/backprop-graph/BackpropGraph.tsx'),
  'optimizer-race': () => import('./deep-learning/optimizer-race/OptimizerRace.tsx'),
  'rate-duel': () => import('./deep-learning/rate-duel/RateDuel.tsx'),
}

/** Parameters are checked against `meta.params` when a lesson is compiled, so components may trust them. */
export const widgets: Readonly<Record<string, { meta: WidgetMeta; load: Load }>> = Object.fromEntries(
  Object.entries(metas).map(([id, meta]) => [id, { meta, load: loads[id] as Load }]),
)
