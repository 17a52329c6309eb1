/** Model cards of everything that can be published: what was measured, on what, beside what; and what the model cannot do. */
import { type ModelConfig, parameterCount } from '../core/config.ts'
import type { CardScore, ModelCard } from '../core/publish/card.ts'
import type { Scores } from '../core/score/scores.ts'
import { bitsPerCharacter } from '../core/train/evaluator.ts'
import type { ChatReport, ChatShare, ModelSummary, PublishedWords, RetellTask, TunedTask } from './protocol.ts'

/** What a person said of the model, and the day. */
export interface Heard extends PublishedWords {
  date: string
}

const PUBLISHED_WITH = 'It runs in this page, on one thread of this machine, and sends nothing anywhere.'
const WORLD = 'The small world: stories of sixteen people that a program makes; no text by anybody.'

const described = (config: ModelConfig): string =>
  `A GPT of ${int(parameterCount(config))} parameters: ${config.nLayer} ${config.nLayer === 1 ? 'layer' : 'layers'}, ${config.nHead} heads, width ${config.nEmbd}, a context of ${config.nCtx} tokens; its matrices in 8 bits. Trained with Pathway to GPT.`

/** @param loss nats a token, as it is packed; null where its text is not here */
export function writerCard(model: ModelSummary, loss: number | null, heard: Heard): ModelCard {
  const bits = (nats: number) => `${bitsPerCharacter(nats, model.charactersPerToken ?? 1).toFixed(2)} bits per character`
  const scores: CardScore[] =
    loss === null
      ? []
      : [
          {
            what: 'surprise at text that it has not learned from',
            value: bits(loss),
            beside: [
              ...(model.bigramLoss === null ? [] : [`${bits(model.bigramLoss)} for a table of pairs`]),
              ...(model.uniformLoss === null ? [] : [`${bits(model.uniformLoss)} for guessing`]),
            ].join(', '),
          },
        ]
  return {
    name: heard.name,
    does: heard.does || 'It goes on with a text, one token after the other.',
    data: heard.data || model.textTitle || 'Unknown: it came without a record of what it learned from.',
    licence: heard.licence || 'Not stated.',
    model: model.kind === 'quantized' && model.bits === 4 ? described(model.config).replace('8 bits', '4 bits') : described(model.config),
    scores,
    measured: `On the held-out part of its own text, with the weights as they are in this page`,
    limits: [
      'It has learned which token comes next, not what is true: names, numbers and claims are made up.',
      `It sees the last ${model.config.nCtx} tokens and nothing before them.`,
      'It writes like the text that it learned from, with whatever that text gets wrong.',
      PUBLISHED_WITH,
    ],
    date: heard.date,
  }
}

/** @param measured as it is packed; null where the examples are not here */
export function classifierCard(model: ModelSummary, task: TunedTask, measured: ChatShare | null, heard: Heard): ModelCard {
  const last = task.reports.at(-1)
  const best = task.shortcuts.reduce<TunedTask['shortcuts'][number] | null>((a, b) => (a && a.accuracy >= b.accuracy ? a : b), null)
  const beside = best ? `${percent(best.accuracy)} for the best shortcut, ${best.name}` : ''
  const scores: CardScore[] = [
    ...(measured
      ? [{ what: 'right', value: `${percent(measured.right / measured.of)} of ${measured.of}`, beside }]
      : last
        ? [{ what: 'right, before its weights were brought to 8 bits', value: `${percent(last.accuracy)} of ${last.examples}`, beside }]
        : []),
    ...(last ? [{ what: 'mean F1 of the labels, before 8 bits', value: last.macroF1.toFixed(3) }] : []),
  ]
  return {
    name: heard.name,
    does:
      heard.does || (task.form === 'choice' ? 'It says which of some answers goes on best.' : `It calls a text ${listed(task.labels)}.`),
    data: heard.data || task.title || 'Unknown: it came without a record of what it learned from.',
    licence: heard.licence || 'Not stated.',
    model: described(model.config),
    scores,
    measured: `On ${task.heldOut} examples that it has not learned from`,
    limits: [
      task.form === 'choice'
        ? 'It always chooses one of the answers, also where none is right.'
        : `It always gives one of ${task.labels.length} labels, also to a text that none of them fits.`,
      'A share is what the model gives a label, which is not how often it is right.',
      ...(best && last && last.accuracy <= best.accuracy ? [`A shortcut does as well: ${best.name}.`] : []),
      'It was measured on texts like those that it learned from; on others it may be far worse.',
      PUBLISHED_WITH,
    ],
    date: heard.date,
  }
}

export function retellCard(
  config: ModelConfig,
  scores: readonly { task: RetellTask; model: Scores; baseline: Scores }[],
  heard: Heard,
): ModelCard {
  const rows = scores.flatMap(({ task, model, baseline }): CardScore[] => {
    const [name, without] = task === 'summary' ? ['summaries', 'the first sentence'] : ['translations', 'word by word']
    const second: CardScore =
      task === 'summary'
        ? { what: 'summaries, mean ROUGE-1', value: model.rouge1.toFixed(3), beside: `${baseline.rouge1.toFixed(3)} for ${without}` }
        : { what: 'translations, BLEU', value: model.bleu.toFixed(1), beside: `${baseline.bleu.toFixed(1)} ${without}` }
    return [
      { what: `${name}, right word for word`, value: percent(model.exact), beside: `${percent(baseline.exact)} for ${without}` },
      second,
    ]
  })
  const count = scores[0]?.model.count ?? 0
  return {
    name: heard.name,
    does:
      heard.does ||
      `It ${scores.map(({ task }) => (task === 'summary' ? 'tells a story of the small world in one sentence' : 'says a sentence of the small world in French')).join(', and ')}.`,
    data: heard.data || WORLD,
    licence: heard.licence || 'MIT',
    model: described(config),
    scores: rows,
    measured: `On ${count} held-out items of each kind, with the weights as they are in this page`,
    limits: [
      `It knows ${config.nVocab} words and marks; others are refused by name.`,
      'It can put the right words in the wrong places: a fluent sentence may be false.',
      PUBLISHED_WITH,
    ],
    date: heard.date,
  }
}

export function chatCard(config: ModelConfig, report: ChatReport, heard: Heard): ModelCard {
  const of = ({ right, of }: ChatShare) => `${percent(right / Math.max(1, of))} of ${of}`
  return {
    name: heard.name,
    does: heard.does || 'Tell it a little story of the small world, then ask about it.',
    data: heard.data || `Dialogues about stories of the small world. ${WORLD}`,
    licence: heard.licence || 'MIT',
    model: described(config),
    scores: [
      {
        what: 'questions that the story answers, right word for word',
        value: of(report.known),
        beside: `${of(report.baseline.known)} for the commonest answer`,
      },
      {
        what: 'questions that it does not answer: “I do not know.”',
        value: of(report.unknown),
        beside: `${of(report.baseline.unknown)} for the commonest answer`,
      },
      { what: 'questions about names that the world does not have: “I do not know.”', value: of(report.outside) },
      { what: '“I do not know.” to what the story says', value: of(report.tooShy) },
    ],
    measured: 'On held-out stories, with the weights as they are in this page',
    limits: [
      `It sees ${config.nCtx} tokens, here characters: of a longer dialogue the oldest turns are forgotten.`,
      'It knows what its story says and nothing else; what it says of other things means nothing.',
      'A wrong answer sounds like a right one.',
      PUBLISHED_WITH,
    ],
    date: heard.date,
  }
}

const int = (n: number): string => n.toLocaleString('en-US')
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const listed = (labels: readonly string[]): string =>
  labels.length < 3 ? labels.join(' or ') : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`
