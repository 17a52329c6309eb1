/** Every widget, by id; its component loads when a lesson comes near it. */
import type { ComponentType } from 'react'
import type { WidgetMeta } from './contract.ts'
import { metas } from './metas.ts'

type Load = () => Promise<{ default: ComponentType<Record<string, unknown>> }>

const loads: Readonly<Record<string, () => Promise<unknown>>> = {
  'word-vectors': () => import('./word-vectors/WordVectors.tsx'),
  'embedding-map': () => import('./embedding-map/EmbeddingMap.tsx'),
  'char-rnn': () => import('./char-rnn/CharRnn.tsx'),
  'gradient-reach': () => import('./gradient-reach/GradientReach.tsx'),
  'digit-net': () => import('./digit-net/DigitNet.tsx'),
  'dot-spread': () => import('./dot-spread/DotSpread.tsx'),
  'variant-race': () => import('./variant-race/VariantRace.tsx'),
  'softmax-slope': () => import('./softmax-slope/SoftmaxSlope.tsx'),
  surgery: () => import('./surgery/Surgery.tsx'),
  'token-bench': () => import('./token-bench/TokenBench.tsx'),
  'bpe-trainer': () => import('./bpe-trainer/BpeTrainer.tsx'),
  'bigram-bench': () => import('./bigram-bench/BigramBench.tsx'),
  board: () => import('./board/Board.tsx'),
  trainer: () => import('./trainer/Trainer.tsx'),
  writer: () => import('./writer/Writer.tsx'),
  'attention-steps': () => import('./attention-steps/AttentionSteps.tsx'),
  'attention-view': () => import('./attention-view/AttentionView.tsx'),
  'guess-game': () => import('./guess-game/GuessGame.tsx'),
  'live-number': () => import('./live-number/LiveNumber.tsx'),
  'word-bag': () => import('./word-bag/WordBag.tsx'),
  'position-tables': () => import('./position-tables/PositionTables.tsx'),
  'layer-norm-steps': () => import('./layer-norm-steps/LayerNormSteps.tsx'),
  'gradient-depth': () => import('./gradient-depth/GradientDepth.tsx'),
  'gelu-curve': () => import('./gelu-curve/GeluCurve.tsx'),
  'head-transplant': () => import('./head-transplant/HeadTransplant.tsx'),
  'head-gallery': () => import('./head-gallery/HeadGallery.tsx'),
  'hidden-units': () => import('./hidden-units/HiddenUnits.tsx'),
  'mask-families': () => import('./mask-families/MaskFamilies.tsx'),
  'stem-bench': () => import('./stem-bench/StemBench.tsx'),
  'stem-languages': () => import('./stem-languages/StemLanguages.tsx'),
  'lemma-bench': () => import('./lemma-bench/LemmaBench.tsx'),
  'normal-forms': () => import('./normal-forms/NormalForms.tsx'),
  'pos-accuracy': () => import('./pos-accuracy/PosAccuracy.tsx'),
  'pos-tagger': () => import('./pos-tagger/PosTagger.tsx'),
  'word-surprise': () => import('./word-surprise/WordSurprise.tsx'),
  'entity-spans': () => import('./entity-spans/EntitySpans.tsx'),
  'neuron-loss': () => import('./neuron-loss/NeuronLoss.tsx'),
  'weight-slice': () => import('./weight-slice/WeightSlice.tsx'),
  'mlp-playground': () => import('./mlp-playground/MlpPlayground.tsx'),
  'backprop-graph': () => import('./backprop-graph/BackpropGraph.tsx'),
  'optimizer-race': () => import('./optimizer-race/OptimizerRace.tsx'),
  reach: () => import('./reach/Reach.tsx'),
  'rate-duel': () => import('./rate-duel/RateDuel.tsx'),
  'mask-race': () => import('./mask-race/MaskRace.tsx'),
}

/** Parameters are checked against `meta.params` when a lesson is compiled, so components may trust them. */
export const widgets: Readonly<Record<string, { meta: WidgetMeta; load: Load }>> = Object.fromEntries(
  Object.entries(metas).map(([id, meta]) => [id, { meta, load: loads[id] as Load }]),
)
