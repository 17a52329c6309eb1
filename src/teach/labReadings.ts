/** What a run in the Lab says of itself when it is over: the readings that a task of an instructor's own may set a goal over. */

export const LAB_READINGS = {
  parameters: 'numbers that are learned',
  steps: 'steps trained',
  validationLoss: 'mean cross-entropy on text the model has not seen, nats per token',
  bigramLoss: 'the same of the bigram model of that text, nats per token',
  bitsPerCharacter: 'bits per character on text the model has not seen',
  seconds: 'seconds of training on the device it ran on',
} as const satisfies Readonly<Record<string, string>>

/** Those that grading measures again from the weights, on a text that only the instructor has: what is claimed of them is not asked. */
export const MEASURED_AGAIN = ['parameters', 'validationLoss', 'bitsPerCharacter'] as const satisfies readonly (keyof typeof LAB_READINGS)[]
