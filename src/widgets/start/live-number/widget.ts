/** One number of the learner's own model, for use between paragraphs. */
import * as v from 'valibot'
import { SHOWABLE } from './line.ts'
import { defineWidget } from '../../frame/define.ts'

export default defineWidget({
  id: 'live-number',
  title: 'A number of your model',
  teaches: 'The text of a lesson speaks of the model that you trained, with its own figures.',
  needs: 'model',
  params: { show: v.picklist(SHOWABLE) },
})
