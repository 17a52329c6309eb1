/** The reading list: texts to begin with, why each is worth an evening, and a question that only its reader can answer. */

export const SHELVES = ['model', 'growth', 'use', 'inside', 'doubt'] as const
export type Shelf = (typeof SHELVES)[number]

export interface Reading {
  /** its id in the bibliography */
  work: string
  shelf: Shelf
  /** one sentence: what it gives to somebody who knows GPT-1 */
  why: string
  /** asked when the text comes back for review; markdown */
  prompt: string
  answers: readonly { text: string; correct?: true; why: string }[]
}

const right = (text: string, why: string) => ({ text, correct: true as const, why })
const wrong = (text: string, why: string) => ({ text, why })

/** In an order in which they can be read. */
export const READINGS: readonly Reading[] = [
  {
    work: 'bengio2003',
    shelf: 'model',
    why: 'An early neural language model with word vectors. You have built each of its parts.',
    prompt: 'Against which difficulty does the paper set its word vectors, by name?',
    answers: [
      wrong('The vanishing gradient', 'That is a problem of deep and of recurrent networks; this network reads a fixed window.'),
      right(
        'The curse of dimensionality',
        'A test sentence is likely to differ from every training sentence. Vectors let one sentence speak for many that are like it.',
      ),
      wrong('The lack of labelled data', 'A language model needs no labels, then as now.'),
    ],
  },
  {
    work: 'sennrich2016',
    shelf: 'model',
    why: 'Where byte pairs as tokens come from, for another task than yours.',
    prompt: 'For which problem did the authors cut words into pairs of symbols?',
    answers: [
      wrong('Classifying texts that are too long', 'No text is classified in it.'),
      right(
        'Translating rare and unseen words',
        'Translation is an open-vocabulary problem: names, compounds and loans must be put together from parts.',
      ),
      wrong('Making the softmax over the vocabulary faster', 'A smaller table is welcome, but the argument is about rare words.'),
    ],
  },
  {
    work: 'vaswani2017',
    shelf: 'model',
    why: 'Nearly every letter of your model’s formulas is first written here.',
    prompt: 'The authors also trained with learned position vectors instead of sinusoids. What came out?',
    answers: [
      right(
        'Nearly the same result',
        'They kept the sinusoids in the hope that these carry on to longer texts. GPT-1 learns its positions.',
      ),
      wrong('A clearly better result', 'The row of their table with learned positions differs by a tenth of a BLEU point.'),
      wrong('The model could not be trained', 'It trained as well.'),
    ],
  },
  {
    work: 'radford2018',
    shelf: 'model',
    why: 'The paper that this course is about. Read it when the course is done, without help.',
    prompt: 'How much is the transfer of all layers worth on MultiNLI, by the paper’s analysis?',
    answers: [
      wrong('About 1 point over the embeddings alone', 'Each layer adds something; together they add more than that.'),
      right('Up to 9 points', 'Each layer helps, which the paper takes as a sign that each holds something of use for the task.'),
      wrong('Nothing, as the embeddings carry it all', 'That was the usual practice before, and the figure argues against it.'),
    ],
  },
  {
    work: 'radford2019',
    shelf: 'growth',
    why: 'The same model, larger, on other text, and asked without tuning.',
    prompt: 'What do the authors say about how their largest model fits WebText?',
    answers: [
      right('It still underfits', 'All four sizes do, and the perplexity on held-out text still falls with more training.'),
      wrong('It has learned much of it by heart', 'They compare: its samples repeat WebText less often than held-out articles do.'),
      wrong('It begins to overfit after one epoch', 'Loss on training and held-out text fall together.'),
    ],
  },
  {
    work: 'kaplan2020',
    shelf: 'growth',
    why: 'You fitted a scaling law. This is the one that was believed for two years.',
    prompt: 'At a fixed number of parameters, how much does the shape matter, depth against width, by its measurements?',
    answers: [
      wrong('Depth matters most', 'They vary it widely and see little.'),
      wrong('Width matters most', 'They vary it widely and see little.'),
      right('Little, within a wide range', 'Performance depends strongly on scale and weakly on shape.'),
    ],
  },
  {
    work: 'brown2020',
    shelf: 'growth',
    why: 'What comes with size alone, and a long, honest section on what leaked.',
    prompt: 'The authors found that some test data had been in the training text. What do they say of how it came about?',
    answers: [
      right(
        'A bug in the filter left some overlaps in, and training again would have been too dear',
        'So they measured instead how much each test set may have gained from it.',
      ),
      wrong('It was put in on purpose, as a check', 'It was a mistake, and they say so.'),
      wrong('The test sets were published after the training', 'Many were older than the text.'),
    ],
  },
  {
    work: 'hoffmann2022',
    shelf: 'growth',
    why: 'How a belief of the field was overturned by measuring it again, with more care.',
    prompt: 'Chinchilla was given the training computation of which larger model, so that they could be compared?',
    answers: [
      wrong('GPT-3', 'It stands in the tables, but its budget was another one.'),
      right('Gopher', 'A quarter of its 280 billion parameters, four times the text, the same computation, and better nearly everywhere.'),
      wrong('PaLM', 'PaLM was published a week after this paper.'),
    ],
  },
  {
    work: 'holtzman2020',
    shelf: 'use',
    why: 'Why the likeliest text is dull, with the measurements behind top-p.',
    prompt: 'How does the probability of human text run, token by token, beside that of beam search?',
    answers: [
      wrong('Both stay high', 'That of beam search does.'),
      right(
        'Human text keeps dipping, beam search stays high',
        'People rarely stay in a zone of high probability for many tokens in a row.',
      ),
      wrong('Human text is lower by a constant', 'It is no constant: it goes up and down.'),
    ],
  },
  {
    work: 'ouyang2022',
    shelf: 'use',
    why: 'From a model that goes on with a text to one that does what is asked.',
    prompt: 'Trained on preferences, the models got worse at some public tests. What did the authors do about it?',
    answers: [
      wrong('They trained on those tests', 'That would have spoiled them as tests.'),
      right(
        'They mixed updates of the pre-training objective in',
        'They call the loss an alignment tax, and this lowers it. It is the auxiliary objective once more.',
      ),
      wrong('They used a smaller step', 'The remedy has to do with what is trained on.'),
    ],
  },
  {
    work: 'elhage2021',
    shelf: 'inside',
    why: 'Your model, read as sums of paths. Long, with figures that move.',
    prompt: 'A transformer of no layers at all, only embedding and unembedding: what can it represent?',
    answers: [
      wrong('Nothing, as there is no attention', 'One table after the other is still a function of the token.'),
      right('Statistics of pairs of tokens', 'It sees the present token alone, so bigrams are the best that it can have.'),
      wrong('Copies of earlier text', 'For that it would have to see earlier text, with two layers of attention in the easiest case.'),
    ],
  },
  {
    work: 'strubell2019',
    shelf: 'doubt',
    why: 'What a result costs, counted, and who can afford it.',
    prompt: 'What do the authors ask others to report?',
    answers: [
      right(
        'Training time and how sensitive the result is to its settings',
        'So that a reader can weigh a gain against its price, and knows whether it can be had with less.',
      ),
      wrong('The electricity bill', 'They estimate energy themselves; what they ask for is nearer to the experiment.'),
      wrong('Only accuracy, on more test sets', 'Their argument is that accuracy alone hides the price.'),
    ],
  },
  {
    work: 'dodge2019',
    shelf: 'doubt',
    why: 'A score without the number of tries says little. This says how to give both.',
    prompt: 'Which quantity do the authors draw, against the budget?',
    answers: [
      wrong('The best score on the test set', 'A best of unknown many is what they argue against.'),
      right(
        'The expected best score on validation data',
        'As a function of how many settings were tried. Curves of two methods can cross, and then there is no single winner.',
      ),
      wrong('The loss in training', 'It says nothing of choosing settings.'),
    ],
  },
  {
    work: 'lipton2018',
    shelf: 'doubt',
    why: 'Four bad habits of papers, with examples, by two of the field’s own.',
    prompt: 'Which of these is one of its four trends?',
    answers: [
      wrong('Too few experiments', 'The complaint is about what is concluded from them.'),
      right(
        'Mathiness',
        'Formulas that impress and do not explain. The others: speculation as explanation, unknown sources of gains, words misused.',
      ),
      wrong('Too much open code', 'They would welcome more of it.'),
    ],
  },
  {
    work: 'bender2021',
    shelf: 'doubt',
    why: 'The best-known criticism of growing. Judge for yourself how far it goes.',
    prompt: 'What do the authors call it when text is collected in amounts that nobody can describe?',
    answers: [
      right('Documentation debt', 'Their advice is to collect only what one has the means to document.'),
      wrong('Data poisoning', 'That is an attack, by somebody who wants harm.'),
      wrong('Model collapse', 'That is about models which learn from what models wrote.'),
    ],
  },
  {
    work: 'sutton2019',
    shelf: 'doubt',
    why: 'One page on what seventy years have shown. Widely quoted, and worth disagreeing with.',
    prompt: 'Which two kinds of method does the essay say go on gaining with computation?',
    answers: [
      wrong('Rules and grammars', 'Those are its examples of what was overtaken.'),
      right('Search and learning', 'What people built in of their own knowledge helped at first and was in the way later, it says.'),
      wrong('Attention and convolution', 'It is about no architecture.'),
    ],
  },
]
