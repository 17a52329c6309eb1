/** Two models, two steps of one, or one before and after a change: the same figure of each side by side, or only what differs. One that cannot be read leaves the other as it is. */
import { type ReactNode, useId, useState } from 'react'
import type { PlainError } from '../../core/errors.ts'
import { int } from '../../ui/format.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import type { ModelSummary } from '../../worker/protocol.ts'
import { ModelContext, type ReadModel } from '../model.ts'
import { modelName } from '../words.ts'
import css from './Compare.module.css'
import { cutsOf } from './facts.ts'
import { ModelDifferences } from './ModelDifferences.tsx'

export interface Side {
  read: ReadModel
  /** null until it has been read */
  figure: ReactNode | null
  error?: PlainError | null
}

interface CompareProps {
  sides: readonly [Side, Side]
  /** the difference of the two figures, where they can be subtracted */
  difference?: ReactNode
}

type How = 'both' | 'difference'

export function Compare({ sides, difference }: CompareProps) {
  const [how, setHow] = useState<How>('both')
  const [a, b] = sides
  return (
    <>
      <div className={css.how}>
        <Segmented<How>
          label="Two models"
          value={how}
          options={[
            { value: 'both', label: 'side by side' },
            { value: 'difference', label: 'only what differs' },
          ]}
          onChange={setHow}
        />
      </div>
      {how === 'both' || b.error ? (
        <div className={css.sides}>
          <One side={a} />
          <One side={b} />
        </div>
      ) : (
        <>
          {difference ?? (
            <p className="cap" role="status">
              reading the other model …
            </p>
          )}
          {a.read.model && b.read.model ? (
            <ModelDifferences models={[a.read.model, b.read.model]} names={[sideName(a.read.model), sideName(b.read.model)]} />
          ) : null}
        </>
      )}
    </>
  )
}

/** The model, its step, and what is cut out of it. */
export function sideName(model: ModelSummary): string {
  const cuts = cutsOf(model.config.surgery ?? {})
  return `${modelName(model)}, step ${int(model.step)}${cuts.length > 0 ? `, without ${cuts.join(', ')}` : ''}`
}

function One({ side: { read, figure, error } }: { side: Side }) {
  const id = useId()
  return (
    <section className={css.side} aria-labelledby={id}>
      <h3 id={id}>{read.model ? sideName(read.model) : 'the other model'}</h3>
      {error ? (
        <Notice kind="failure" where="The other model" hint={error.hint}>
          {error.message}
        </Notice>
      ) : (
        <ModelContext value={read}>
          {figure ?? (
            <p className="cap" role="status">
              reading the other model …
            </p>
          )}
        </ModelContext>
      )}
    </section>
  )
}
