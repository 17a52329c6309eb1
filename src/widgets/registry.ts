/** Every widget, by id; its component loads when a lesson comes near it. */
import type { ComponentType } from 'react'
import type { WidgetMeta } from './contract.ts'
import { metas } from './metas.ts'

type Load = () => Promise<{ default: ComponentType<Record<string, unknown>> }>

const loads: Readonly<Record<string, () => Promise<unknown>>> = {
  'word-vectors': () => import('./deep-learning/word-vectors/WordVectors.tsx'),
  'embedding-map': () => import('./deep-learning/embedding-map/EmbeddingMap.tsx'),
  'char-rnn': () => import('./deep-learning/char-rnn/CharRnn.tsx'),
  'gradient-reach': () => import('./deep-learning/gradient-reach/GradientReach.tsx'),
  'digit-net': () => import('./deep-learning/digit-net/DigitNet.tsx'),
  'dot-spread': () => import('./transformer/dot-spread/DotSpread.tsx'),
  'variant-race': () => import('./transformer/variant-race/VariantRace.tsx'),
  'softmax-slope': () => import('./transformer/softmax-slope/SoftmaxSlope.tsx'),
  surgery: () => import('./transformer/surgery/Surgery.tsx'),
  'token-bench': () => import('./language/token-bench/TokenBench.tsx'),
  'bpe-trainer': () => import('./language/bpe-trainer/BpeTrainer.tsx'),
  'bigram-bench': () => import('./language/bigram-bench/BigramBench.tsx'),
  board: () => import('./deep-learning/board/Board.tsx'),
  trainer: () => import('./start/trainer/Trainer.tsx'),
  writer: () => import('./start/writer/Writer.tsx'),
  'attention-steps': () => import('./transformer/attention-steps/AttentionSteps.tsx'),
  'attention-view': () => import('./transformer/attention-view/AttentionView.tsx'),
  'guess-game': () => import('./start/guess-game/GuessGame.tsx'),
  'live-number': () => import('./start/live-number/LiveNumber.tsx'),
  'word-bag': () => import('./transformer/word-bag/WordBag.tsx'),
  'position-tables': () => import('./transformer/position-tables/PositionTables.tsx'),
  'layer-norm-steps': () => import('./transformer/layer-norm-steps/LayerNormSteps.tsx'),
  'gradient-depth': () => import('./transformer/gradient-depth/GradientDepth.tsx'),
  'gelu-curve': () => import('./transformer/gelu-curve/GeluCurve.tsx'),
  'head-transplant': () => import('./transformer/head-transplant/HeadTransplant.tsx'),
  'head-gallery': () => import('./transformer/head-gallery/HeadGallery.tsx'),
  'hidden-units': () => import('./transformer/hidden-units/HiddenUnits.tsx'),
  'mask-families': () => import('./transformer/mask-families/MaskFamilies.tsx'),
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
  reach: () => import('./transformer/reach/Reach.tsx'),
  'rate-duel': () => import('./deep-learning/rate-duel/RateDuel.tsx'),
  'mask-race': () => import('./transformer/mask-race/MaskRace.tsx'),
}

/** Parameters are checked against `meta.params` when a lesson is compiled, so components may trust them. */
export const widgets: Readonly<Record<string, { meta: WidgetMeta; load: Load }>> = Object.fromEntries(
  Object.entries(metas).map(([id, meta]) => [id, { meta, load: loads[id] as Load }]),
)
