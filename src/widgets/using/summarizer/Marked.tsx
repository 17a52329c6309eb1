/** A text, some of its words marked. */
import { rougeWords } from '../../../core/score/rouge.ts'
import { Match } from '../../../figures/NamedTexts.tsx'

/** @param marked numbers of the words, as ROUGE counts them */
export function Marked({ text, marked }: { text: string; marked: readonly number[] }) {
  const words = rougeWords(text)
  const yes = new Set(marked)
  const parts = words.map(({ from, to }, i) => ({
    before: text.slice(i === 0 ? 0 : words[i - 1]!.to, from),
    word: text.slice(from, to),
    i,
  }))
  return (
    <>
      {parts.map(({ before, word, i }) => (
        <span key={i}>
          {before}
          {yes.has(i) ? <Match>{word}</Match> : word}
        </span>
      ))}
      {text.slice(words.at(-1)?.to ?? 0)}
    </>
  )
}
