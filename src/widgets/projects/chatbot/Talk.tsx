/** The dialogue: what was said and answered, what of it the window still holds, and the box to say more. */
import { useEffect, useRef, useState } from 'react'
import { asPlain } from '../../../instruments/computed.ts'
import { core, session } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { share } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { AskedChatbot, ChatSaid, ChatTurn, Dialogue } from '../../../worker/protocol.ts'
import css from './Chatbot.module.css'
import { WindowBar } from './WindowBar.tsx'

const DIALOGUES = 12

interface Said {
  turns: ChatTurn[]
  last: ChatSaid | null
  /** what is being answered */
  now: ChatTurn | null
  error: { message: string; hint: string } | null
}

const NOTHING: Said = { turns: [], last: null, now: null, error: null }

export function Talk({ asked }: { asked: AskedChatbot }) {
  const [said, setSaid] = useState<Said>(NOTHING)
  const [box, setBox] = useState('')
  const [dialogues, setDialogues] = useState<Dialogue[]>([])
  const [shown, setShown] = useState(0)
  const begun = useRef(false)
  const at = dialogues[shown % Math.max(1, dialogues.length)]

  const say = async (text: string, before: readonly ChatTurn[]): Promise<void> => {
    const turn = { said: text, answered: '' }
    // Pieces and the whole answer travel separately: one that comes late is in the answer already.
    let whole = false
    setSaid((so) => ({ ...so, now: turn, error: null }))
    try {
      const reply = await core.chat(asked, before, text, (piece) => {
        if (whole) return
        turn.answered += piece
        setSaid((so) => ({ ...so, now: { ...turn } }))
      })
      whole = true
      setSaid({ turns: [...before, { said: text, answered: reply.answer }], last: reply, now: null, error: null })
    } catch (error) {
      whole = true
      setSaid((so) => ({ ...so, now: null, error: asPlain(error) }))
    }
  }
  // A figure speaks before it is spoken to: the first held-out story and a question about it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each chatbot
  useEffect(() => {
    let here = true
    void session
      .getState()
      .start()
      .then(() => core.dialogues(DIALOGUES))
      .then(
        async (some) => {
          const told = some.filter(({ story }) => story !== '')
          if (!here) return
          setDialogues(told)
          const [first] = told
          if (begun.current || !first) return
          begun.current = true
          setBox(first.exchanges[0]?.question ?? '')
          await say(first.story, [])
        },
        (error) => here && setSaid((so) => ({ ...so, error: asPlain(error) })),
      )
    return () => {
      here = false
    }
  }, [asked])

  const { turns, last, now, error } = said
  const all = now ? [...turns, now] : turns
  const fallen = last?.fallen ?? 0
  const busy = now !== null
  const send = () => {
    const text = box.trim()
    if (text === '' || busy) return
    setBox('')
    void say(text, turns)
  }
  const another = () => {
    const next = dialogues[(shown + 1) % dialogues.length]!
    setShown(shown + 1)
    setBox(next.exchanges[0]?.question ?? '')
    void say(next.story, turns)
  }
  const anew = () => {
    setSaid(NOTHING)
    setBox(at?.story ?? '')
  }
  return (
    <>
      <WindowBar last={last} turns={turns} />
      <div className={css.log} role="log" aria-label="The dialogue" aria-busy={busy}>
        {all.map((turn, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn's place in the dialogue is what it is
          <div key={i} className={i < fallen ? `${css.turn} ${css.fallen}` : css.turn}>
            <p className={css.said}>{turn.said}</p>
            <p>{turn.answered || '…'}</p>
            {i < fallen ? <p className="cap">fallen out of the window</p> : null}
          </div>
        ))}
      </div>
      <form
        className={css.box}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Field label="Say something" value={box} maxLength={200} autoComplete="off" onChange={({ target }) => setBox(target.value)} />
        <div className="row">
          <Button type="submit" disabled={busy || box.trim() === ''}>
            Say it
          </Button>
          <Button disabled={busy || dialogues.length === 0} onClick={another}>
            Another story
          </Button>
          <Button look="text" disabled={busy} onClick={anew}>
            Begin anew
          </Button>
        </div>
      </form>
      <p className="cap" role="status">
        {last === null
          ? ''
          : `${last.probability === null ? 'The answer was cut off.' : `The model gave this answer, whole, a probability of ${share(last.probability, 2)}.`}${last.unknown.length > 0 ? ` It does not know ${last.unknown.map((one) => `“${one}”`).join(', ')}.` : ''}`}
      </p>
      {error ? (
        <Notice kind="failure" where="The chatbot" hint={error.hint}>
          {error.message}
        </Notice>
      ) : null}
    </>
  )
}
