/** What the next run's tokens are: characters, or byte-pair encoding with a vocabulary of one's own choice. */
import { useSession } from '../../session/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import type { RunSpec } from '../../worker/protocol.ts'
import { bpeSize, nextDouble, RANGES } from './sizes.ts'
import css from './TokensChooser.module.css'

/** Where a text of a book's length gains most: more tokens are rarer ones. */
const FIRST_VOCABULARY = 1024

export function TokensChooser({ draft }: { draft: RunSpec }) {
  const choose = useSession((s) => s.chooseTokenizer)
  const size = bpeSize(draft.tokenizer)
  const [min, max] = RANGES.vocabulary
  return (
    <div className={css.tokens}>
      <span className={css.label} aria-hidden="true">
        tokens
      </span>
      <Segmented
        label="Tokens"
        value={size === null ? 'char' : 'bpe'}
        options={[
          { value: 'char', label: 'characters' },
          { value: 'bpe', label: 'byte pairs' },
        ]}
        onChange={(kind) => choose(kind === 'char' ? 'char' : `bpe:${size ?? FIRST_VOCABULARY}`)}
      />
      {size === null ? null : (
        <Stepper
          label="vocabulary"
          value={size}
          min={min}
          max={max}
          next={(value, direction) => Math.max(min, nextDouble(value, direction))}
          onChange={(vocabulary) => choose(`bpe:${vocabulary}`)}
        />
      )}
    </div>
  )
}
