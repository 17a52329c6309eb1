/** What the config of a language model says: its sizes, and how it differs from GPT-1. */

/** A language model's sizes and shape. Without `family`, `variant` and `surgery` it is GPT-1's. */
export interface ModelConfig {
  /** transformer blocks; hidden layers of an MLP or RNN */
  nLayer: number
  /** attention heads in a block of a GPT; must divide nEmbd, unless headSize is given */
  nHead: number
  /** width of the residual stream, C; of embeddings and hidden layers in an MLP or RNN */
  nEmbd: number
  /** context length, T: how many tokens the model can see; an MLP's window; how far an RNN's gradient goes back */
  nCtx: number
  /** vocabulary size, V */
  nVocab: number
  /** dropout probability on embeddings, residual branches and attention, 0 ≤ p < 1 */
  dropout: number
  /** numbers in a head; default nEmbd / nHead. A model that has lost heads keeps the size of the others. */
  headSize?: number
  /** default 'gpt' */
  family?: Family
  /** where it differs from GPT-1 */
  variant?: Partial<Variant>
  /** what was cut out of it, or replaced */
  surgery?: Surgery
}

/** The rungs of the ladder: a table of pairs, a fixed window, a recurrence, attention. */
export type Family = 'bigram' | 'mlp' | 'rnn' | 'gpt'

/** The choices of later models, each beside GPT-1's own. */
export interface Variant {
  /** LayerNorm after each residual sum (GPT-1), or before each sub-layer with one more at the end (GPT-2) */
  norm: 'post' | 'pre'
  /** mean and variance (Ba et al. 2016), or the root mean square alone (Zhang and Sennrich 2019) */
  normKind: 'layer' | 'rms'
  /** GELU is GPT-1's, by tanh; 'gelu-erf' is what that comes near (Hendrycks and Gimpel 2016) */
  activation: 'gelu' | 'gelu-erf' | 'relu' | 'swiglu'
  positions: 'learned' | 'sinusoidal' | 'rotary' | 'none'
  /** the output layer is the token embedding, transposed */
  tied: boolean
  /** every block uses the weights of block 0 */
  shared: boolean
  /** heads of keys and values, each shared by nHead / nKvHead query heads; null: as many as nHead */
  nKvHead: number | null
  biases: boolean
  /** ε, added to the variance or the mean square before the root is taken */
  normEps: number
}

/** Operations on a trained model. The plan is built without the part, so training can go on from there. */
export interface Surgery {
  /** 'nothing' silences a head; 'uniform' makes it read all past tokens alike */
  heads?: readonly { layer: number; head: number; with: 'nothing' | 'uniform' }[]
  /** tokens may read what comes after them */
  noMask?: boolean
  /** scores are not divided by √d */
  noScale?: boolean
  /** sub-layers whose input is not added to their output: "h.0.attn", "h.1.mlp" */
  residuals?: readonly string[]
  /** sub-layers that add nothing to the stream: "h.0.attn", "h.1.mlp" */
  silent?: readonly string[]
  /** LayerNorms that are left out: "h.0.ln_1" */
  norms?: readonly string[]
  noPositions?: boolean
}
