/** How good predictions are: from one confusion matrix, all the rest. */

/** [true label][predicted label] → how many */
export type Confusion = number[][]

export interface Metrics {
  examples: number
  /** the share that is right */
  accuracy: number
  /** the mean of the labels' F1, each label counting the same */
  macroF1: number
  /** F1 of each label against all others; with two labels the second's is the "F1" of papers */
  f1: number[]
  /** 1 all right, 0 as good as chance, −1 all wrong; CoLA's measure */
  matthews: number
  confusion: Confusion
}

/** @param actual, predicted label numbers below `labels`, one for each example */
export function measure(actual: ArrayLike<number>, predicted: ArrayLike<number>, labels: number): Metrics {
  if (actual.length !== predicted.length) throw new Error(`${actual.length} labels, but ${predicted.length} predictions`)
  const confusion = confusionOf(actual, predicted, labels)
  const f1 = f1Of(confusion)
  return {
    examples: actual.length,
    accuracy: accuracyOf(confusion),
    macroF1: sum(f1) / labels,
    f1,
    matthews: matthewsOf(confusion),
    confusion,
  }
}

export function confusionOf(actual: ArrayLike<number>, predicted: ArrayLike<number>, labels: number): Confusion {
  const confusion = Array.from({ length: labels }, () => new Array<number>(labels).fill(0))
  for (let i = 0; i < actual.length; i++) confusion[actual[i]!]![predicted[i]!]!++
  return confusion
}

export const accuracyOf = (confusion: Confusion): number => ratio(sum(confusion.map((row, k) => row[k]!)), sum(confusion.map(sum)))

/** F1 = 2·TP / (2·TP + FP + FN) of each label; 0 for a label that is neither there nor predicted. */
export const f1Of = (confusion: Confusion): number[] => confusion.map((row, k) => ratio(2 * row[k]!, sum(row) + sum(column(confusion, k))))

/** Matthews' correlation for any number of labels (Gorodkin 2004): the covariance of truth and prediction over both deviations. 0 where one is constant. */
export function matthewsOf(confusion: Confusion): number {
  const n = sum(confusion.map(sum))
  const right = sum(confusion.map((row, k) => row[k]!))
  const [truth, guess] = [confusion.map(sum), confusion.map((_, k) => sum(column(confusion, k)))]
  const product = (a: number[], b: number[]) => sum(a.map((value, k) => value * b[k]!))
  return ratio(right * n - product(truth, guess), Math.sqrt((n * n - product(guess, guess)) * (n * n - product(truth, truth))))
}

/** The label with the highest score in each row of scores [N,labels]; of equals the first. */
export function predictions(scores: Float32Array, labels: number): Int32Array {
  return Int32Array.from({ length: scores.length / labels }, (_, i) => {
    const row = scores.subarray(i * labels, (i + 1) * labels)
    return row.indexOf(Math.max(...row))
  })
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const column = (confusion: Confusion, k: number): number[] => confusion.map((row) => row[k]!)
const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)
