/** What is drawn and said of a model besides its sizes. */

/** Learned numbers by part; attention and feed-forward are one block's, each with its layer norm. */
export interface ModelParts {
  wte: number
  wpe: number
  attention: number
  feedForward: number
  /** blocks with weights of their own; default all */
  blocks?: number
  /** after the last block: a norm, an output matrix; default none */
  output?: number
}

/** What is drawn and said of a model that is not GPT-1. */
export interface ModelShape {
  preNorm?: boolean
  norm?: 'layer norm' | 'RMSNorm'
  activation?: 'GELU' | 'GELU by erf' | 'ReLU' | 'SwiGLU'
  /** numbers inside a feed-forward layer; default 4 nEmbd */
  inner?: number
  /** heads of keys and values, where they are fewer */
  kvHeads?: number
  /** numbers in a head; default nEmbd / nHead, and more where heads were taken out */
  headSize?: number
  /** what stands in the place of a learned table: "rotary positions" */
  positions?: string
  /** the output has a matrix of its own */
  untied?: boolean
}
