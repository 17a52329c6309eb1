/** Every widget's declaration, by id. No React here: the lesson compiler reads this at build time. */
import { meta as attentionView } from './transformer/attention-view/meta.ts'
import { meta as attentionSteps } from './transformer/attention-steps/meta.ts'
import type { WidgetMeta } from './contract.ts'
import { meta as maskRace } from './transformer/mask-race/meta.ts'
import { meta as wordVectors } from './deep-learning/word-vectors/meta.ts'
import { meta as embeddingMap } from './deep-learning/embedding-map/meta.ts'
import { meta as charRnn } from './deep-learning/char-rnn/meta.ts'
import { meta as gradientReach } from './deep-learning/gradient-reach/meta.ts'
import { meta as digitNet } from './deep-learning/digit-net/meta.ts'
import { meta as dotSpread } from './transformer/dot-spread/meta.ts'
import { meta as guessGame } from './start/guess-game/meta.ts'
import { meta as liveNumber } from './start/live-number/meta.ts'
import { meta as softmaxSlope } from './transformer/softmax-slope/meta.ts'
import { meta as surgery } from './transformer/surgery/meta.ts'
import { meta as tokenBench } from './language/token-bench/meta.ts'
import { meta as bpeTrainer } from './language/bpe-trainer/meta.ts'
import { meta as bigramBench } from './language/bigram-bench/meta.ts'
import { meta as board } from './deep-learning/board/meta.ts'
import { meta as trainer } from './start/trainer/meta.ts'
import { meta as variantRace } from './transformer/variant-race/meta.ts'
import { meta as writer } from './start/writer/meta.ts'
import { meta as wordBag } from './transformer/word-bag/meta.ts'
import { meta as positionTables } from './transformer/position-tables/meta.ts'
import { meta as layerNormSteps } from './transformer/layer-norm-steps/meta.ts'
import { meta as gradientDepth } from './transformer/gradient-depth/meta.ts'
import { meta as geluCurve } from './transformer/gelu-curve/meta.ts'
import { meta as headGallery } from './transformer/head-gallery/meta.ts'
import { meta as headTransplant } from './transformer/head-transplant/meta.ts'
import { meta as hiddenUnits } from './transformer/hidden-units/meta.ts'
import { meta as maskFamilies } from './transformer/mask-families/meta.ts'
import { meta as stemBench } from './language/stem-bench/meta.ts'
import { meta as stemLanguages } from './language/stem-languages/meta.ts'
import { meta as lemmaBench } from './language/lemma-bench/meta.ts'
import { meta as normalForms } from './language/normal-forms/meta.ts'
import { meta as posAccuracy } from './language/pos-accuracy/meta.ts'
import { meta as posTagger } from './language/pos-tagger/meta.ts'
import { meta as wordSurprise } from './language/word-surprise/meta.ts'
import { meta as entitySpans } from './language/entity-spans/meta.ts'
import { meta as neuronLoss } from './deep-learning/neuron-loss/meta.ts'
import { meta as weightSlice } from './deep-learning/weight-slice/meta.ts'
import { meta as mlpPlayground } from './deep-learning/mlp-playground/meta.ts'
import { meta as backpropGraph } from './deep-learning/backprop-graph/meta.ts'
import { meta as optimizerRace } from './deep-learning/optimizer-race/meta.ts'
import { meta as reach } from './transformer/reach/meta.ts'
import { meta as rateDuel } from './deep-learning/rate-duel/meta.ts'

export type { WidgetMeta } from './contract.ts'

export const metas: Readonly<Record<string, WidgetMeta>> = Object.fromEntries(
  [
    attentionView,
    charRnn,
    embeddingMap,
    wordVectors,
    digitNet,
    gradientReach,
    dotSpread,
    guessGame,
    liveNumber,
    softmaxSlope,
    surgery,
    tokenBench,
    bpeTrainer,
    bigramBench,
    board,
    trainer,
    variantRace,
    writer,
    wordBag,
    positionTables,
    layerNormSteps,
    gradientDepth,
    geluCurve,
    headGallery,
    headTransplant,
    hiddenUnits,
    maskFamilies,
    stemBench,
    stemLanguages,
    lemmaBench,
    normalForms,
    posAccuracy,
    posTagger,
    wordSurprise,
    entitySpans,
    neuronLoss,
    weightSlice,
    mlpPlayground,
    backpropGraph,
    optimizerRace,
    rateDuel,
    reach,
    maskRace,
    attentionSteps,
  ].map((meta) => [meta.id, meta]),
)
