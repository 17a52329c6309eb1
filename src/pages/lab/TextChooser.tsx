/** The texts to learn from, side by side; the last one is the learner's own. */
import { useState } from 'react'
import { useSession } from '../../session/index.ts'
import { int, magnitude } from '../../ui/format.ts'
import type { TextInfo, TextRef } from '../../worker/protocol.ts'
import { Failure } from '../../instruments/Failure.tsx'
import { OwnText } from './OwnText.tsx'
import css from './TextChooser.module.css'

const keyOf = (ref: TextRef): string => `${ref.kind}/${ref.id}`

export function TextChooser() {
  const texts = useSession((s) => s.texts)
  const chosen = useSession((s) => s.draft?.text)
  const choose = useSession((s) => s.chooseText)
  const [own, setOwn] = useState(false)
  const shown = texts.find((t) => chosen && keyOf(t.ref) === keyOf(chosen))
  return (
    <>
      <fieldset className={css.texts}>
        <legend className="vh">Text to learn from</legend>
        {texts.map((text) => (
          <label key={keyOf(text.ref)}>
            <input
              type="radio"
              name="text"
              checked={!own && text === shown}
              onChange={() => {
                setOwn(false)
                void choose(text.ref)
              }}
            />
            <b>{text.title}</b>
            <span>{sizeOf(text)}</span>
          </label>
        ))}
        <label>
          <input type="radio" name="text" checked={own} onChange={() => setOwn(true)} />
          <b>Your own text</b>
          <span>paste it, or a .txt file</span>
        </label>
      </fieldset>
      {own ? <OwnText onTaken={() => setOwn(false)} /> : shown ? <About text={shown} /> : null}
      <Failure place="texts" where="Your text" />
    </>
  )
}

function sizeOf(text: TextInfo): string {
  const [number, unit] = magnitude(text.characters)
  return `${number}${unit ? ` ${unit}` : ''} characters`
}

/** The token for what the text has not is no character of it. */
const UNKNOWN = '<unk>'

function About({ text }: { text: TextInfo }) {
  const remove = useSession((s) => s.removeText)
  return (
    <p className={css.about}>
      <span>{text.credit}</span>
      <span className="n">
        {text.vocabulary.filter((token) => token !== UNKNOWN).length} different characters; {int(text.trainTokens)} to train on,{' '}
        {int(text.validationTokens)} kept for validation
      </span>
      {text.ref.kind === 'stored' ? (
        <button type="button" className={css.remove} onClick={() => void remove(text.ref)}>
          Remove this text
        </button>
      ) : null}
    </p>
  )
}
