/** A story in one sentence, with its scores. */
import { defineWidget } from '../../frame/define.ts'
import { choice, text, whole } from '../../frame/params.ts'
import { readingsOf, STORIES, summarize } from './summary.ts'

export const MARKS = ['copied', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L'] as const

export default defineWidget({
  id: 'summarizer',
  title: 'A story in one sentence',
  teaches: 'A model that learned to go on after a delimiter writes a summary; ROUGE counts which of its words the right one has.',
  params: { story: whole(0, STORIES - 1), own: text(0, 500), marks: choice(MARKS) },
  defaults: { story: 0, own: '', marks: 'copied' },
  shown: ['marks'],
  needs: 'device',
  readings: {
    exact: '1 where the summary is right word for word, else 0',
    rouge1: 'ROUGE-1 of the model’s summary, F',
    rouge2: 'ROUGE-2, F',
    rougeL: 'ROUGE-L, F',
    leadRouge1: 'ROUGE-1 of the story’s first sentence, F',
    leadRouge2: 'ROUGE-2 of the story’s first sentence, F',
    leadRougeL: 'ROUGE-L of the story’s first sentence, F',
    words: 'words and marks that the model wrote',
    invented: 'of these, those that stand nowhere in the story',
  },
  compute: (params, { core }) => summarize(core, params),
  readingsOf,
})
