/** Summaries or translations, learned in the page. */
import { defineWidget } from '../../frame/define.ts'
import { choice, whole } from '../../frame/params.ts'
import { type Progress, readingsOf, train } from './run.ts'

export default defineWidget({
  id: 'retelling-run',
  title: 'Learn to retell',
  teaches: 'Trained as a language model on source, delimiter and target in one row, a small GPT soon beats what needs no model.',
  params: {
    task: choice(['summary', 'french']),
    layers: whole(1, 4),
    width: choice(['16', '32', '48', '64', '96']),
    steps: whole(30, 3000),
    stories: whole(50, 6000),
    loss: choice(['target', 'all']),
    seed: whole(1, 99),
  },
  defaults: { task: 'summary', layers: 2, width: '64', steps: 500, stories: 6000, loss: 'target', seed: 1 },
  needs: 'device',
  readings: {
    exact: 'share of held-out items that are right word for word',
    rouge1: 'mean ROUGE-1 on held-out items, F',
    rouge2: 'mean ROUGE-2, F',
    rougeL: 'mean ROUGE-L, F',
    bleu: 'BLEU over all held-out items, 0 to 100',
    baselineRouge1: 'mean ROUGE-1 of what needs no model, F',
    baselineRougeL: 'mean ROUGE-L of what needs no model, F',
    baselineBleu: 'BLEU of what needs no model',
    heldOut: 'held-out items',
    parameters: 'parameters of the model',
  },
  run: ({ width, ...rest }, { core }, report: (so: Progress) => void) => train(core, { ...rest, width: Number(width) }, report),
  readingsOf,
})
