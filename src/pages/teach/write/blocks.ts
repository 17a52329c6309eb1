/** Blocks that a lesson may have besides figures, each as it begins: what stands in them says what belongs there. */

export interface Template {
  name: string
  text: string
}

/** @param id a name that no other block of the lesson has @param objective the first that the lesson names */
export const templates = (id: string, objective: string): Template[] => [
  {
    name: 'Prediction',
    text: `:::predict{id=${id}}
prompt: What do you think will happen?
choices: [this, that]
answer: this
reveal: What it was, and why.
:::`,
  },
  {
    name: 'Question with one right answer',
    text: `:::quiz{id=${id} objective=${objective}}
type: choice
prompt: A question that checks the objective.
answers:
  - text: The right answer
    correct: true
    why: Why it is right.
  - text: A mistake that people make
    why: What they overlooked.
:::`,
  },
  {
    name: 'Question with a number',
    text: `:::quiz{id=${id} objective=${objective}}
type: numeric
prompt: How many bits is 1 in 16?
answer: 4
tolerance: 0.01
unit: bits
why: Four halvings.
hints: [How many coins?]
:::`,
  },
  {
    name: 'Question with a word',
    text: `:::quiz{id=${id} objective=${objective}}
type: short
prompt: What is the unit of the natural logarithm called?
accepts: [nat, nats]
why: It is short for natural.
hints: [It is short.]
:::`,
  },
  {
    name: 'Challenge',
    text: `:::challenge{id=${id} objective=${objective}}
task: Train a model with at most 30,000 parameters that beats the bigram.
widget: trainer
start: { layers: 2, width: 64, batch: 16, steps: 60 }
goal: validationLoss < bigramLoss and parameters <= 30_000
hints: [Make it narrow.]
solution:
  params: { layers: 1, width: 32, batch: 16, steps: 1000 }
  words: A narrow model learns fast.
:::`,
  },
  { name: 'Note', text: ':::note\nWhat is good to know beside the text.\n:::' },
  { name: 'More to open', text: ':::details{label="What opens here"}\nFor those who want to know more.\n:::' },
  { name: 'Formula', text: '$$\nb = -\\log_2 p\n$$' },
]

/** `first`, or with the first number that makes it a name of its own. */
export function freeId(source: string, name = 'ask'): string {
  const taken = new Set([...source.matchAll(/\{\s*id="?([a-z0-9-]+)/g)].map(([, id]) => id))
  if (!taken.has(name)) return name
  let n = 2
  while (taken.has(`${name}-${n}`)) n++
  return `${name}-${n}`
}

export const firstObjective = (source: string): string => /^objectives:\s*\n\s*-\s*(?:\{\s*)?id:\s*([a-z0-9-]+)/m.exec(source)?.[1] ?? 'one'

/** `::widget{id=… name="value"}` with what is set. */
export function widgetBlock(id: string, given: Readonly<Record<string, string>>): string {
  const written = Object.entries(given)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}=${/^[\w.-]+$/.test(value) ? value : `"${value.replaceAll('"', '&quot;')}"`}`)
  return `::widget{id=${id}${written.join('')}}`
}
