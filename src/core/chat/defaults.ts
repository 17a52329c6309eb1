/** How a chatbot is taught where nobody says otherwise, and how the one was that the course ships: about a minute and a half on two cores. */
import type { ChatSpec } from './train.ts'

export const CHAT_DEFAULTS: ChatSpec = {
  kind: 'chat',
  steps: 1000,
  batch: 4,
  learningRate: 1.5e-3,
  seed: 1,
  dialogues: 6000,
  heldOut: 60,
  loss: 'answers',
}
