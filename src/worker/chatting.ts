/** Chatbots that the page talks to: the last one stays on the device until another is asked. */
import type { Chatbot } from '../core/chat/chatbot.ts'
import type { ChatTurn } from '../core/chat/window.ts'
import { CourseError } from '../core/errors.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { sha256 } from '../core/sha256.ts'
import type { Devices } from './device.ts'
import type { Environment } from './environment.ts'
import type { AskedChatbot, ChatFiles, ChatSaid } from './protocol.ts'

export class Chatting {
  private open: { hash: string; runtime: Runtime; chatbot: Chatbot; nCtx: number } | null = null
  private shipped: Promise<ChatFiles> | undefined
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly env: Environment,
    private readonly devices: Devices,
  ) {}

  /** One answer after the other. */
  reply(asked: AskedChatbot, before: readonly ChatTurn[], said: string, onPiece: (piece: string) => void): Promise<ChatSaid> {
    const answer = this.queue.then(async () => {
      const { chatbot, nCtx } = await this.opened(asked === 'shipped' ? await this.load() : asked)
      const { answer, window, probability, unknown } = await chatbot.reply(before, said, (piece) => {
        onPiece(piece)
        return true
      })
      return { answer, probability, unknown, nCtx, fallen: window.fallen, lengths: window.lengths }
    })
    this.queue = answer.catch(() => {})
    return answer
  }

  private load(): Promise<ChatFiles> {
    this.shipped ??= this.read().catch((error) => {
      this.shipped = undefined
      throw error
    })
    return this.shipped
  }

  private async read(): Promise<ChatFiles> {
    const { CHATBOT_FILES } = await import('../core/chat/folder.ts')
    const files = await this.env.fetchShipped('chatbot', CHATBOT_FILES)
    if (!files)
      throw new CourseError('not-found', 'The chatbot that comes with this lesson is not there.', 'Reload the page, or train one here.')
    return files
  }

  private async opened(files: ChatFiles) {
    const [{ runtime }, hashes] = await Promise.all([this.devices.get(), Promise.all([...files.values()].map((bytes) => sha256(bytes)))])
    const hash = hashes.join()
    if (this.open?.hash === hash && this.open.runtime === runtime) return this.open
    this.open?.chatbot.destroy()
    this.open = null
    const [{ Chatbot }, { readChatbot }] = await Promise.all([import('../core/chat/chatbot.ts'), import('../core/chat/folder.ts')])
    const model = readChatbot(files)
    this.open = { hash, runtime, chatbot: await Chatbot.open(runtime, model), nCtx: model.config.nCtx }
    return this.open
  }
}
