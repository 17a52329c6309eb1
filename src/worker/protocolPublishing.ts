/** What the page may ask about publishing and chatting. Types only. */
import type { ChatReport, Share } from '../core/chat/grade.ts'
import type { ChatEvent, ChatResult, ChatSpec } from '../core/chat/train.ts'
import type { ChatTurn } from '../core/chat/window.ts'
import type { Dialogue } from '../core/data/dialogues.ts'
import type { AskedReteller, RetellTask } from './protocolData.ts'

/** A kept model; one that retells; or a chatbot, as the files that its training gave, with its grade. */
export type PublishedThing =
  | { modelId: string }
  | { reteller: AskedReteller; tasks: readonly RetellTask[] }
  | { chatbot: ChatFiles; report: ChatReport }

export type ChatFiles = ReadonlyMap<string, Uint8Array>
/** The chatbot that the course ships, or one that a figure has trained. */
export type AskedChatbot = 'shipped' | ChatFiles

/** What only a person can say of it; what is left out, the course says. */
export interface PublishedWords {
  name: string
  does?: string
  data?: string
  licence?: string
}

export interface Published {
  fileName: string
  data: Uint8Array
}

export interface ChatSaid {
  answer: string
  /** probability of the whole answer; null where it was cut off */
  probability: number | null
  /** turns from the beginning that are not seen any more */
  fallen: number
  /** tokens of each turn that is seen, what is answered last */
  lengths: number[]
  nCtx: number
  /** characters that the model does not know */
  unknown: string[]
}

export type { ChatEvent, ChatReport, ChatResult, ChatSpec, Share as ChatShare, ChatTurn, Dialogue }
