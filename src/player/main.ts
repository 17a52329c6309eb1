/** The program of a published page: reads the model that the page carries, and gives it its controls. */
import '../ui/tokens.css'
import './player.css'
import { fromBase64 } from '../core/base64.ts'
import { type Carried, CARRIED_ID, ROOM_ID } from '../core/publish/page.ts'
import { type Publishable, readPublished } from '../core/publish/published.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { chat } from './chat.ts'
import { judge } from './classify.ts'
import { status } from './dom.ts'
import { reteller } from './retell.ts'
import { openRuntime } from './runtime.ts'
import { writer } from './write.ts'

function controls(runtime: Runtime, model: Publishable, examples: Carried['examples']): Promise<HTMLElement> {
  switch (model.kind) {
    case 'write':
      return writer(runtime, model.model, examples)
    case 'classify':
      return judge(runtime, model.classifier, examples)
    case 'retell':
      return reteller(runtime, model.reteller, examples)
    case 'chat':
      return chat(runtime, model.chat, examples)
  }
}

async function open(): Promise<void> {
  const room = document.getElementById(ROOM_ID)!
  const { line, say, fail } = status()
  room.append(line)
  say('The model is being read …')
  try {
    const { kind, files, examples } = JSON.parse(document.getElementById(CARRIED_ID)!.textContent) as Carried
    const folder = new Map(Object.entries(files).map(([name, text]) => [name, fromBase64(text)]))
    const made = await controls(await openRuntime(), readPublished(kind, folder), examples)
    line.remove()
    room.append(made)
  } catch (error) {
    fail(error)
  }
}

void open()
