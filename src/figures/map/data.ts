/** The numbers that a map is painted with, as whoever asked the core hands them over. */

/** [rows, width] row-major; of a pooled weight fewer than the model has. */
export interface Numbers {
  data: Float32Array
  rows: number
  width: number
  /** how many rows and columns the tensor has itself; default: as many as here */
  of?: { rows: number; columns: number }
}

export interface Guess {
  token: string
  share: number
  /** the text goes on so */
  hit: boolean
}

/** What the model expects after a text, the likeliest first. */
export interface Expected {
  token: string
  share: number
}

/** What a map shows: activations, or gradients of them, or what changed in the weights. */
export type Mode = 'forward' | 'backward' | 'change'

export interface MapNumbers {
  mode: Mode
  /** by the names that the layout uses; what is not here is left bare */
  activations: ReadonlyMap<string, Numbers>
  weights: ReadonlyMap<string, Numbers>
  /** |Δw| by the same names; only in `change` */
  changes: ReadonlyMap<string, Numbers> | null
  /** one a letter */
  guesses: readonly Guess[]
  expected: readonly Expected[]
  /** the model's identity: tops of colour are kept as long as it stays */
  of: string
}
