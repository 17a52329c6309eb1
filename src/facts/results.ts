/** What GPT-1's paper measured: its tables 2 to 5, with the sizes of the test sets as those who made them published them. */

export interface Result {
  id: string
  /** as the paper's tables name the data set */
  name: string
  /** the paper's table */
  table: 2 | 3 | 4
  /** what the number is; only an accuracy is a share of the examples */
  metric: 'accuracy' | 'F₁' | 'Matthews' | 'Pearson'
  gpt1: number
  /** the best before it that the table lists */
  before: number
  /** examples in the test set; null where the metric is no share of them */
  examples: number | null
  /** where `examples` stands */
  source: string | null
}

const accuracy = (
  id: string,
  name: string,
  table: Result['table'],
  gpt1: number,
  before: number,
  examples: number,
  source: string,
): Result => ({ id, name, table, metric: 'accuracy', gpt1, before, examples, source })

const other = (id: string, name: string, metric: Result['metric'], gpt1: number, before: number): Result => ({
  id,
  name,
  table: 4,
  metric,
  gpt1,
  before,
  examples: null,
  source: null,
})

const GLUE = 'wang2019 table 1'

/** In per cent, or the metric times 100. GLUE's sizes are printed in thousands. */
export const RESULTS: readonly Result[] = [
  accuracy('mnli-m', 'MNLI, same genres', 2, 82.1, 80.6, 10_000, 'williams2018'),
  accuracy('mnli-mm', 'MNLI, other genres', 2, 81.4, 80.1, 10_000, 'williams2018'),
  accuracy('snli', 'SNLI', 2, 89.9, 89.3, 10_000, 'bowman2015'),
  accuracy('scitail', 'SciTail', 2, 88.3, 83.3, 2126, 'khot2018'),
  accuracy('qnli', 'QNLI', 2, 88.1, 82.3, 5700, GLUE),
  accuracy('rte', 'RTE', 2, 56.0, 61.7, 3000, GLUE),
  accuracy('story-cloze', 'Story Cloze', 3, 86.5, 77.6, 1871, 'mostafazadeh2016'),
  accuracy('race-m', 'RACE, middle school', 3, 62.9, 60.2, 1436, 'lai2017'),
  accuracy('race-h', 'RACE, high school', 3, 57.4, 50.3, 3498, 'lai2017'),
  other('cola', 'CoLA', 'Matthews', 45.4, 35.0),
  accuracy('sst2', 'SST-2', 4, 91.3, 93.2, 1800, GLUE),
  other('mrpc', 'MRPC', 'F₁', 82.3, 86.0),
  other('stsb', 'STS-B', 'Pearson', 82.0, 81.0),
  other('qqp', 'QQP', 'F₁', 70.3, 66.1),
]

/** Table 5: what is left when a part is taken away; the columns in the table's order. */
export const ABLATION_TASKS = ['CoLA', 'SST-2', 'MRPC', 'STS-B', 'QQP', 'MNLI', 'QNLI', 'RTE'] as const

export interface Ablation {
  id: 'full' | 'no-pre-training' | 'no-auxiliary' | 'lstm'
  name: string
  /** the average that the table prints */
  average: number
  /** one a task */
  scores: readonly number[]
}

export const ABLATIONS: readonly Ablation[] = [
  {
    id: 'full',
    name: 'transformer, with the auxiliary objective',
    average: 74.7,
    scores: [45.4, 91.3, 82.3, 82.0, 70.3, 81.8, 88.1, 56.0],
  },
  { id: 'no-pre-training', name: 'without pre-training', average: 59.9, scores: [18.9, 84.0, 79.4, 30.9, 65.5, 75.7, 71.2, 53.8] },
  { id: 'no-auxiliary', name: 'without the auxiliary objective', average: 75.0, scores: [47.9, 92.0, 84.9, 83.2, 69.8, 81.1, 86.9, 54.4] },
  { id: 'lstm', name: 'an LSTM in its place', average: 69.1, scores: [30.3, 90.5, 83.2, 71.8, 68.1, 73.7, 81.1, 54.6] },
]
