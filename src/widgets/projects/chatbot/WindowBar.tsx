/** The window as a bar: each turn as long as it has tokens, the newest at the right; what has fallen out stands before it. */
import type { ChatSaid, ChatTurn } from '../../../worker/protocol.ts'
import css from './Chatbot.module.css'

export function WindowBar({ last, turns }: { last: ChatSaid | null; turns: readonly ChatTurn[] }) {
  const nCtx = last?.nCtx ?? 256
  const lengths = last?.lengths ?? []
  const used = lengths.reduce((a, b) => a + b, 0)
  const seen = turns.slice(last?.fallen ?? 0)
  const fallen = last?.fallen ?? 0
  return (
    <figure className={css.window}>
      <div className={css.bar} aria-hidden="true">
        {lengths.map((length, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn's place in the window is what it is
          <span key={i} style={{ width: `${(100 * length) / nCtx}%` }} title={seen[i]?.said}>
            {length * 4 > nCtx ? (seen[i]?.said ?? '') : ''}
          </span>
        ))}
      </div>
      <figcaption className="cap">
        The window: <b className="n">{used}</b> of {nCtx} characters when it answered last
        {fallen > 0 ? `; the first ${fallen === 1 ? 'turn has' : `${fallen} turns have`} fallen out` : ', and nothing has fallen out'}.
      </figcaption>
    </figure>
  )
}
