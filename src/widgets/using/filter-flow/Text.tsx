/** The text so far: the learner's prompt, then what was written, each token to be pressed to go back to it; and the ways not taken. */
import { Button } from '../../../ui/Button.tsx'
import { visible } from '../../../ui/format.ts'
import type { Next, Row } from './chain.ts'
import css from './FilterFlow.module.css'

export interface Branch {
  ids: readonly number[]
  words: string
}

export interface TextProps {
  next: Next
  drawn: Row
  branches: readonly Branch[]
  /** keeps so many of the written tokens */
  onBack: (count: number) => void
  onBranch: (branch: Branch) => void
}

export function Text({ next, drawn, branches, onBack, onBranch }: TextProps) {
  return (
    <div className={css.text}>
      <p>
        <span className={css.prompt}>{next.prompt.map(visible).join('') || '↵'}</span>
        {next.written.map(({ token }, i) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity
            key={i}
            type="button"
            aria-label={`Go back to before ${visible(token)}, token ${i + 1}`}
            title="go back to here"
            onClick={() => onBack(i)}
          >
            {visible(token)}
          </button>
        ))}
        <span className={css.pending}>{visible(drawn.token)}</span>
      </p>
      {branches.length > 0 ? (
        <p className={css.branches}>
          <span className="cap">other branches:</span>
          {branches.map((branch) => (
            <Button key={branch.ids.join('-')} look="text" onClick={() => onBranch(branch)}>
              …{visible(branch.words.slice(-28))}
            </Button>
          ))}
        </p>
      ) : null}
    </div>
  )
}
