/** One token by its name, the sign of a word's end in small. */
import { END_OF_WORD } from '../../../core/tokenizer/bpe/style.ts'
import css from './BpeTrainer.module.css'

/** @param fresh the token that the last merge made */
export function Token({ name, fresh = false }: { name: string; fresh?: boolean }) {
  const ends = name.endsWith(END_OF_WORD)
  return (
    <span className={fresh ? `${css.token} ${css.fresh}` : css.token}>
      {ends ? name.slice(0, -END_OF_WORD.length) : name}
      {ends ? <span className={css.end}>{END_OF_WORD}</span> : null}
    </span>
  )
}
