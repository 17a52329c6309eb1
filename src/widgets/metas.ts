/** Every widget's declaration, by id. No React here: the lesson compiler reads this at build time. */
import { meta as attentionView } from './attention-view/meta.ts'
import { meta as attentionSteps } from './attention-steps/meta.ts'
import type { WidgetMeta } from './contract.ts'
import { meta as maskRace } from './mask-race/meta.ts'
import { meta as wordVectors } from './word-vectors/meta.ts'
import { meta as embeddingMap } from './embedding-map/meta.ts'
import { meta as charRnn } from './char-rnn/meta.ts'
import { meta as gradientReach } from './gradient-reach/meta.ts'
import { meta as digitNet } from './digit-net/meta.ts'
import { meta as dotSpread } from './dot-spread/meta.ts'
import { meta as guessGame } from './guess-game/meta.ts'
import { meta as liveNumber } from './live-number/meta.ts'
import { meta as softmaxSlope } from './softmax-slope/meta.ts'
import { meta as surgery } from './surgery/meta.ts'
import { meta as tokenBench } from './token-bench/meta.ts'
import { meta as bpeTrainer } from './bpe-trainer/meta.ts'
import { meta as bigramBench } from './bigram-bench/meta.ts'
import { meta as board } from './board/meta.ts'
import { meta as trainer } from './trainer/meta.ts'
import { meta as variantRace } from './variant-race/meta.ts'
import { meta as writer } from './writer/meta.ts'
import { meta as wordBag } from './word-bag/meta.ts'
import { meta as positionTables } from './position-tables/meta.ts'
import { meta as layerNormSteps } from './layer-norm-steps/meta.ts'
import { meta as gradientDepth } from './gradient-depth/meta.ts'
import { meta as geluCurve } from './gelu-curve/meta.ts'
import { meta as headGallery } from './head-gallery/meta.ts'
import { meta as headTransplant } from './head-transplant/meta.ts'
import { meta as hiddenUnits } from './hidden-units/meta.ts'
import { meta as maskFamilies } from './mask-families/meta.ts'
import { meta as stemBench } from './stem-bench/meta.ts'
import { meta as stemLanguages } from './stem-languages/meta.ts'
import { meta as lemmaBench } from './lemma-bench/meta.ts'
import { meta as normalForms } from './normal-forms/meta.ts'
import { meta as posAccuracy } from './pos-accuracy/meta.ts'
import { meta as posTagger } from './pos-tagger/meta.ts'
import { meta as wordSurprise } from './word-surprise/meta.ts'
import { meta as entitySpans } from './entity-spans/meta.ts'
import { meta as neuronLoss } from './neuron-loss/meta.ts'
import { meta as weightSlice } from './weight-slice/meta.ts'
import { meta as mlpPlayground } from './mlp-playground/meta.ts'
import { meta as backpropGraph } from './backprop-graph/meta.ts'
import { meta as optimizerRace } from './optimizer-race/meta.ts'
import { meta as reach } from './reach/meta.ts'
import { meta as rateDuel } from './rate-duel/meta.ts'

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
