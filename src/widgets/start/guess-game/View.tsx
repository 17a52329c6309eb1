/** A reader guesses letter after letter; the model's guess at the same place is told after each. */
import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { fixed, share, visible } from '../../../ui/format.ts'
import css from './GuessGame.module.css'
import { meanBits, type ModelGuess } from './guesses.ts'
import { ScoreTable } from './ScoreTable.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function GuessGame(figure) {
  const { params, change } = figure
  const { text, start } = params
  return (
    <Figure
      of={figure}
      name="Game"
      title="say what comes next"
      busy="The model reads the passage …"
      waiting="The game begins as soon as a model is open."
    >
      {(guesses) => (
        <>
          <Play key={`${text}|${start}`} guesses={guesses} text={text} start={Math.min(start, text.length - 1)} />
          <OwnPassage text={text} bits={meanBits(guesses)} onText={(next) => change({ text: next })} />
        </>
      )}
    </Figure>
  )
})

function Play({ guesses, text, start }: { guesses: ModelGuess[]; text: string; start: number }) {
  // The model sees the end of a long passage only; what it was not asked about is not played.
  const letters = [...text]
  const offset = letters.length - guesses.length
  const first = Math.max(start, offset)
  /** which guess was right; null where the letter was shown */
  const [ranks, setRanks] = useState<(number | null)[]>([])
  const [wrong, setWrong] = useState<string[]>([])
  const [guess, setGuess] = useState('')
  const at = first + ranks.length
  const letter = letters[at]
  const last = ranks.length > 0 ? guesses[at - 1 - offset] : undefined

  const goOn = (rank: number | null): void => {
    setRanks([...ranks, rank])
    setWrong([])
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    if (guess === '' || letter === undefined) return
    if (guess.toLowerCase() === letter.toLowerCase()) goOn(wrong.length + 1)
    else if (!wrong.includes(guess)) setWrong([...wrong, guess])
    setGuess('')
  }
  return (
    <>
      <p className={css.passage}>
        {letters.slice(0, at).join('')}
        {letter === undefined ? '' : <span className={css.gap}>?</span>}
      </p>
      {letter === undefined ? null : (
        <form className={css.guess} onSubmit={onSubmit}>
          <label>
            Your next letter{' '}
            <input
              value={guess}
              onChange={(event) => setGuess([...event.target.value].at(-1) ?? '')}
              autoComplete="off"
              autoCapitalize="none"
              size={2}
            />
          </label>
          <Button type="submit">Guess</Button>
          <Button type="button" onClick={() => goOn(null)}>
            Show it
          </Button>
        </form>
      )}
      <p className="cap" role="status">
        {wrong.length > 0 ? `Not ${wrong.map(visible).join(', ')}. ` : ''}
        {last
          ? `It was “${visible(last.letter)}”. You: ${times(ranks.at(-1)!)}. The model: ${times(last.rank)}, with a share of ${share(last.probability)}.`
          : 'A blank counts as a letter.'}
      </p>
      {ranks.length > 0 ? <ScoreTable you={ranks} model={guesses.slice(first - offset, at - offset)} /> : null}
    </>
  )
}

const times = (rank: number | null): string => (rank === null ? 'it was shown' : `guess ${rank}`)

function OwnPassage({ text, bits, onText }: { text: string; bits: number; onText: (text: string) => void }) {
  // It begins empty: the passage in use is not to be read before it is guessed.
  const [draft, setDraft] = useState('')
  const length = [...draft].length
  const fits = length >= 8 && length <= 240
  return (
    <>
      <p className="cap">The model’s surprise at the whole passage: {fixed(bits)} bits per character.</p>
      <form
        className={css.own}
        onSubmit={(event) => {
          event.preventDefault()
          if (fits) onText(draft)
        }}
      >
        <label>
          Another passage, 8 to 240 characters
          <textarea rows={2} value={draft} onChange={(event) => setDraft(event.target.value)} />
        </label>
        <Button type="submit" disabled={!fits || draft === text}>
          Use it
        </Button>
      </form>
    </>
  )
}
