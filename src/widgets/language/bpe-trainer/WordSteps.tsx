/** A word of the learner's, cut by the merges so far, step by step, and put together again. */
import type { BpeTokenizer } from '../../../core/tokenizer/bpe/bpe.ts'
import { Group } from '../../../ui/Group.tsx'
import { Field } from '../../../ui/Field.tsx'
import css from './BpeTrainer.module.css'
import { Token } from './Token.tsx'
import { firstWord, stepsOf } from './training.ts'

export function WordSteps({ word, tokenizer, onWord }: { word: string; tokenizer: BpeTokenizer; onWord: (word: string) => void }) {
  const first = firstWord(word)
  const steps = first === undefined ? [] : stepsOf(first, tokenizer)
  const ids = first === undefined ? [] : tokenizer.encodeWord(first)
  return (
    <Group aria-label="A word, cut by these merges" className={css.steps}>
      <Field
        label="Cut a word by these merges"
        value={word}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onWord(event.target.value)}
      />
      <ol>
        {steps.map((tokens, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its identity here
          <li key={i}>
            {tokens.map((name, j) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <Token key={j} name={name} />
            ))}
          </li>
        ))}
      </ol>
      {first === undefined ? null : (
        <p className="cap">
          ids <span className="n">{ids.join(' ')}</span>; back again: <span className="n">{tokenizer.decode(ids)}</span>
        </p>
      )}
    </Group>
  )
}
