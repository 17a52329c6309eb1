/** A model card: what a published model is, from what it learned, how it was measured, and what it cannot do. */

export interface CardScore {
  what: string
  value: string
  /** what needs no model, or knows nothing, measured on the same */
  beside?: string
}

export interface ModelCard {
  name: string
  /** what it does, in a sentence */
  does: string
  data: string
  licence: string
  /** layers, width, parameters, in a sentence */
  model: string
  scores: readonly CardScore[]
  /** what the scores were measured on, in a sentence; empty where nothing was measured */
  measured: string
  limits: readonly string[]
  /** the day it was published, YYYY-MM-DD */
  date: string
}
