/** A dialogue with the shipped chatbot, and which of its turns the last answer was given from. */
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'
import { readingsOf, talk } from './talk.ts'

export default defineWidget({
  id: 'chat-window',
  title: 'What the last answer was given from',
  teaches: 'A chatbot answers from the turns that fit into its window, each whole; the oldest is the first to go.',
  params: { said: text(1, 900) },
  defaults: {
    said: 'One warm day, Mila and Ivan went to the beach. But Mila lost a yellow kite.\nWho lost the kite?\nWhat did Mila lose?',
  },
  needs: 'device',
  readings: {
    turns: 'things that were said',
    fallen: 'of these, those that the last answer was given without',
    used: 'tokens that it was given from',
    unknown: '1 where the last answer is that it does not know, else 0',
  },
  compute: ({ said }, { core, signal }) => talk(core, said, signal),
  readingsOf,
})
