/** Every widget's declaration, by id. No React here: the lesson compiler reads this at build time. */
import type { WidgetMeta } from './contract.ts'
import { declared } from './declared.ts'
import { meta as wordVectors } from './deep-learning/word-vectors/meta.ts'
import { meta as embeddingMap } from './deep-learning/embedding-map/meta.ts'
import { meta as charRnn } from './deep-learning/char-rnn/meta.ts'
import { meta as gradientReach } from './deep-learning/gradient-reach/meta.ts'
import { meta as digitNet } from './deep-learning/digit-net/meta.ts'
import { meta as guessGame } from './start/guess-game/meta.ts'
import { meta as tokenBench } from './language/token-bench/meta.ts'
import { meta as bpeTrainer } from './language/bpe-trainer/meta.ts'
import { meta as bigramBench } from './language/bigram-bench/meta.ts'
import { meta as board } from './deep-learning/board/meta.ts'
import { meta as trainer } from './start/trainer/meta.ts'
import { meta as writer } from './start/writer/meta.ts'
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
import { meta as rateDuel } from './deep-learning/rate-duel/meta.ts'

export type { WidgetMeta } from './contract.ts'

const moved: WidgetMeta[] = Object.values(declared).map(({ schema, needs, ...meta }) => ({
  ...meta,
  params: schema,
  needs: needs === 'nothing' ? [] : [needs],
}))

export const metas: Readonly<Record<string, WidgetMeta>> = Object.fromEntries(
  [
    ...moved,
    charRnn,
    embeddingMap,
    wordVectors,
    digitNet,
    gradientReach,
    guessGame,
    tokenBench,
    bpeTrainer,
    bigramBench,
    board,
    trainer,
    writer,
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
  ].map((meta) => [meta.id, meta]),
)
