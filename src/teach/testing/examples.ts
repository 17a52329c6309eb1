/** An assignment that uses everything there is, and a receipt for it: for tests, and for the golden files of each version. */
import { type Assignment, assignmentHash, checkAssignment, ownLessonOf, ownTextOf } from '../assignment/assignment.ts'
import { hashOf } from '../canonical.ts'
import type { ReceiptInput } from '../receipt/receipt.ts'

export const read = (input: unknown): Assignment => checkAssignment(input, 'The example cannot be read:', '')

export const everything: Assignment = read({
  title: 'Week 3: attention',
  note: 'Bring your numbers. Å — 注意',
  items: [
    { kind: 'lesson', lesson: 'transformer/causal-mask' },
    { kind: 'question', key: 'start/what-is-a-language-model#bits', points: 2 },
    { kind: 'project', lesson: 'projects/sentiment-analysis' },
    { kind: 'lesson', lesson: 'own/our-text' },
    {
      kind: 'task',
      id: 'small',
      title: 'Small and good',
      text: 'Bits per character **at most 2.4** with at most 200,000 parameters.',
      where: { kind: 'lab', settings: { layers: 1, width: 64, steps: 500, tokenizer: 'characters' } },
      goal: 'bitsPerCharacter <= 2.4 and parameters <= 200_000',
      model: true,
      points: 4,
    },
    {
      kind: 'task',
      id: 'beat-the-bigram',
      title: 'Beat the bigram',
      where: { kind: 'widget', widget: 'trainer', params: { layers: 1, steps: 60 } },
      goal: 'validationLoss < bigramLoss',
    },
    { kind: 'task', id: 'why', title: 'Why a mask?', text: 'In three sentences.', where: { kind: 'words' } },
  ],
  passMark: 60,
  attempts: 3,
  due: '2027-03-01T23:59+01:00',
  seed: 7,
  text: ownTextOf('A song', 'Röslein rot,\nRöslein auf der Heiden.\n'.repeat(20)),
  lessons: [ownLessonOf('our-text', '---\ntitle: Our text\n---\n\nRead it aloud.\n')],
})

const weights = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) % 256)
const config = new TextEncoder().encode('{"n_layer":1}\n')

export const modelFiles: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>> = new Map([
  [
    'small',
    new Map([
      ['config.json', config],
      ['model.safetensors', weights],
    ]),
  ],
])

/** One late attempt, one that failed a check, a free text, a prediction: all that version 1 of a receipt knew. */
export const handedIn: ReceiptInput = {
  assignment: { sha256: assignmentHash(everything), title: everything.title },
  student: 'Zoë Müller',
  at: '2027-03-02T08:00:00.000Z',
  items: [
    {
      item: 'transformer/causal-mask',
      attempts: [
        {
          at: '2027-02-28T10:00:00.000Z',
          asked: ['transformer/causal-mask#guess', 'transformer/causal-mask#a', 'transformer/causal-mask#b', 'transformer/causal-mask#c'],
          answers: [
            { key: 'transformer/causal-mask#a', given: [1, 0], right: true },
            { key: 'transformer/causal-mask#b', given: ['zero', 'none', 'nothing', 'minus infinity'], right: true },
          ],
          predictions: [{ key: 'transformer/causal-mask#guess', choice: 2, confidence: 80, right: false }],
        },
      ],
    },
    {
      item: 'start/what-is-a-language-model#bits',
      attempts: [
        {
          at: '2027-02-28T10:05:00.000Z',
          asked: ['start/what-is-a-language-model#bits'],
          answers: [{ key: 'start/what-is-a-language-model#bits', given: [[0, 2]], right: true }],
        },
      ],
    },
    {
      item: 'small',
      attempts: [
        {
          at: '2027-02-28T11:00:00.000Z',
          readings: { bitsPerCharacter: 2.6, parameters: 150_000 },
          failed: { kind: 'goal', said: 'The goal is not reached: 2.6 bits per character.' },
        },
        {
          at: '2027-03-02T07:00:00.000Z',
          readings: { bitsPerCharacter: 2.3, parameters: 150_000 },
          model: {
            config: { nLayer: 1 },
            seed: 7,
            steps: 500,
            text: { title: 'A song', sha256: everything.text!.sha256 },
            weights: { sha256: hashOf(weights), bytes: weights.length },
          },
        },
      ],
    },
    { item: 'why', attempts: [{ at: '2027-02-28T12:00:00.000Z', words: 'Because the future is not known.' }] },
  ],
}

/** With what version 2 added: when answers were given, a lesson that was said to be read, and a number that was foretold. */
export const handedInWithGuesses: ReceiptInput = {
  ...handedIn,
  items: [
    ...handedIn.items.map((record, i) =>
      i === 0
        ? {
            ...record,
            attempts: record.attempts.map((attempt) => ({
              ...attempt,
              answers: attempt.answers!.map((answer) => ({
                ...answer,
                at: answer.given.map((_, minute) => `2027-02-28T09:0${minute}:00.000Z`),
              })),
              estimates: [
                {
                  key: 'scaling-law/3/1/0',
                  title: 'A scaling law',
                  asked: 'Held-out loss of a model with 4,000 parameters?',
                  unit: 'nats a character',
                  guess: 1.7,
                  within: 0.05,
                  confidence: 80,
                  outcome: 1.74,
                },
              ],
            })),
          }
        : record,
    ),
    { item: 'own/our-text', attempts: [{ at: '2027-02-28T12:30:00.000Z', read: true }] },
  ],
}
