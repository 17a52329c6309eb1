/** The tokens of one cut in a row, each apart from its neighbours, unknown ones marked. */
import { END_OF_WORD } from '../../../core/tokenizer/bpe/style.ts'
import { visible } from '../../../ui/format.ts'
import type { Token } from './cuts.ts'
import css from './TokenBench.module.css'

/** More are counted, but not drawn. */
const SHOWN = 400

export function TokenRow({ label, tokens }: { label: string; tokens: readonly Token[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <ol className={css.row} tabIndex={0} aria-label={label}>
      {tokens.slice(0, SHOWN).map((token, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
        <li key={i} className={token.known ? undefined : css.unknown}>
          <Name {...token} />
        </li>
      ))}
      {tokens.length > SHOWN ? <li className={css.more}>and {tokens.length - SHOWN} more</li> : null}
    </ol>
  )
}

function Name({ name, known }: Token) {
  const ends = name.endsWith(END_OF_WORD)
  return (
    <>
      {visible(ends ? name.slice(0, -END_OF_WORD.length) : name)}
      {ends ? <span className={css.end}>{END_OF_WORD}</span> : null}
      {known ? null : (
        <span className={css.sign}>
          ?<span className="vh"> unknown</span>
        </span>
      )}
    </>
  )
}
