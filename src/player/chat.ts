/** A chatbot: what was said and answered, what of it is still in the window, and what has fallen out. */
import { Chatbot, type ChatModel } from '../core/chat/chatbot.ts'
import type { ChatTurn } from '../core/chat/window.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { element, labelled, percent, status, unknownNote } from './dom.ts'
import { breathe } from './runtime.ts'

export async function chat(runtime: Runtime, model: ChatModel, examples: readonly (readonly string[])[]) {
  const chatbot = await Chatbot.open(runtime, model)
  const { nCtx } = model.config
  let before: ChatTurn[] = []
  const shown: HTMLElement[] = []
  let busy = false
  const log = element('div', { className: 'log', role: 'log', ariaLabel: 'The dialogue', tabIndex: 0 })
  const said = labelled('You', element('textarea', { rows: 2, value: examples[0]?.[0] ?? '' }))
  const meter = element('meter', { min: 0, max: nCtx, value: 0, ariaLabel: 'The window' })
  const fill = element('span', {}, `0 of ${nCtx} tokens of the window`)
  const { line, say, fail } = status()
  const send = element('button', { type: 'submit', className: 'primary' }, 'Say it')
  let next = 0
  const another = () => {
    const [opening] = examples[next++ % examples.length]!
    said.control.value = opening!
    said.control.focus()
  }
  const anew = () => {
    if (busy) return
    before = []
    shown.length = 0
    log.replaceChildren()
    meter.value = 0
    fill.textContent = `0 of ${nCtx} tokens of the window`
    say('It has forgotten everything.')
  }
  const form = element(
    'form',
    {},
    log,
    element('p', { className: 'window' }, meter, fill),
    said.field,
    element(
      'div',
      { className: 'row' },
      send,
      ...(examples.length > 0 ? [element('button', { type: 'button', onclick: another }, 'Something to say')] : []),
      element('button', { type: 'button', onclick: anew }, 'Begin anew'),
    ),
    line,
  )
  said.control.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      form.requestSubmit()
    }
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = said.control.value.trim()
    if (text && !busy) void answer(text)
  })

  async function answer(text: string): Promise<void> {
    busy = true
    log.ariaBusy = 'true'
    say('')
    const words = element('p', { className: 'answered' })
    const turn = element('div', { className: 'turn' }, element('p', { className: 'said' }, text), words)
    try {
      const reply = await chatbot.reply(before, text, async (piece) => {
        if (!turn.isConnected) log.append(turn)
        words.append(piece)
        turn.scrollIntoView({ block: 'nearest' })
        await breathe()
        return true
      })
      if (!turn.isConnected) log.append(turn)
      before.push({ said: text, answered: reply.answer })
      shown.push(turn)
      for (const [i, one] of shown.entries()) {
        const out = i < reply.window.fallen
        one.classList.toggle('fallen', out)
        if (out && !one.querySelector('.note')) one.append(element('p', { className: 'note' }, 'fallen out of the window'))
      }
      const used = reply.window.ids.length
      meter.value = used
      fill.textContent = `${used} of ${nCtx} tokens of the window${reply.window.fallen > 0 ? `; ${reply.window.fallen} ${reply.window.fallen === 1 ? 'turn has' : 'turns have'} fallen out` : ''}`
      const sure = reply.probability === null ? 'The answer was cut off.' : `Probability of this answer: ${percent(reply.probability)}.`
      say([sure, unknownNote(reply.unknown)].filter(Boolean).join(' '))
      said.control.value = ''
    } catch (error) {
      fail(error)
    }
    log.ariaBusy = 'false'
    busy = false
    said.control.focus()
  }
  return form
}
