/** Things to be put in order with buttons that move them, which keyboard, touch and screen reader share. */
import { useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import type { OrderQuestion } from '../lesson.ts'
import { Markdown } from '../markdown/Markdown.tsx'
import { Frame } from './Frame.tsx'
import { Hints } from './Hints.tsx'
import css from './questions.module.css'
import { useAnswers } from './useAnswers.ts'

export function OrderQuiz({ question: { id, prompt, items, shuffled, why, hints } }: { question: OrderQuestion }) {
  const { tried, last, solved, place, counted, answer, again } = useAnswers(id)
  const [order, setOrder] = useState<readonly number[]>(() => (isOrder(last, items.length) ? last : shuffled))
  const [said, setSaid] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const shown = solved ? items.map((_, i) => i) : order

  const move = (at: number, by: -1 | 1): void => {
    const next = [...order]
    ;[next[at], next[at + by]] = [next[at + by]!, next[at]!]
    setOrder(next)
    setSaid(`Moved to place ${at + by + 1} of ${items.length}.`)
    // The button that was pressed has a new place; at an end it is disabled, and its neighbour takes the focus.
    requestAnimationFrame(() => {
      const buttons = list.current?.children[at + by]?.querySelectorAll('button')
      const [up, down] = [buttons?.[0], buttons?.[1]]
      const pressed = by < 0 ? up : down
      ;(pressed?.disabled ? (by < 0 ? down : up) : pressed)?.focus()
    })
  }

  return (
    <Frame name="Check" id={`quiz-${id}`} aside={place} counted={counted}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          answer(
            [...order],
            order.every((item, i) => item === i),
          )
        }}
      >
        <fieldset>
          <legend className={css.ask}>
            <Markdown inline>{prompt}</Markdown> <span className="cap">Put them in order, the first on top.</span>
          </legend>
          <ol ref={list}>
            {shown.map((item, at) => (
              <li key={items[item]} className={css.item}>
                <span className={`n ${css.rank}`}>{at + 1}</span>
                <span className={css.text}>
                  <Markdown inline>{items[item]!}</Markdown>
                </span>
                {solved ? null : (
                  <span className={css.moves}>
                    <button type="button" disabled={at === 0} aria-label={`Move up: ${items[item]}`} onClick={() => move(at, -1)}>
                      ↑
                    </button>
                    <button
                      type="button"
                      disabled={at === items.length - 1}
                      aria-label={`Move down: ${items[item]}`}
                      onClick={() => move(at, 1)}
                    >
                      ↓
                    </button>
                  </span>
                )}
              </li>
            ))}
          </ol>
        </fieldset>
        <span className={css.unseen} aria-live="polite">
          {said}
        </span>
        <div aria-live="polite" className={css.feedback}>
          {tried.length > 0 && !solved ? <Hints wrong={inPlace(last, items.length)} hints={hints} tries={tried.length} /> : null}
          {solved ? <Markdown>{why}</Markdown> : null}
        </div>
        {solved ? (
          <Button
            look="text"
            onClick={() => {
              setOrder(shuffled)
              again()
            }}
          >
            Ask me again
          </Button>
        ) : (
          <Button type="submit" className={css.act}>
            {tried.length > 0 ? 'Check again' : 'Check'}
          </Button>
        )}
      </form>
    </Frame>
  )
}

/** What was kept may be of an older version of the lesson. */
const isOrder = (given: unknown, count: number): given is number[] =>
  Array.isArray(given) && given.length === count && Array.from({ length: count }, (_, i) => i).every((i) => given.includes(i))

function inPlace(given: unknown, count: number): string {
  const right = Array.isArray(given) ? given.filter((item, i) => item === i).length : 0
  return `Not yet: ${right} of ${count} ${right === 1 ? 'stands' : 'stand'} in place.`
}
