/** What kind of model the next run trains: GPT-1, or what later models changed, or one of those before it. */
import { useSession } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import type { RunSpec } from '../../worker/protocol.ts'
import css from './Architecture.module.css'
import { ABOUT, choicesOf, FAMILIES, kvHeadsOf, nameOf, nextKvHeads } from './choices.ts'

export function Architecture({ draft }: { draft: RunSpec }) {
  const chooseFamily = useSession((s) => s.chooseFamily)
  const editVariant = useSession((s) => s.editVariant)
  const error = useSession((s) => s.draftError?.message ?? '')
  const { sizes } = draft
  const { family = 'gpt', nHead } = sizes
  const name = nameOf(sizes)
  return (
    <Disclosure label="Architecture" aside={name}>
      <div className={css.choices}>
        <Line label="family">
          <Segmented label="family" value={family} options={FAMILIES} onChange={chooseFamily} />
        </Line>
        {family === 'gpt' ? (
          <>
            {choicesOf(sizes).map(({ label, value, options }) => (
              <Line key={label} label={label}>
                <Segmented
                  label={label}
                  value={value}
                  options={options}
                  onChange={(next) => editVariant(options.find((option) => option.value === next)!.change)}
                />
              </Line>
            ))}
            <Stepper
              label="heads of keys and values"
              value={kvHeadsOf(sizes)}
              min={1}
              max={nHead}
              next={(value, direction) => nextKvHeads(value, direction, nHead)}
              invalid={error.includes('nKvHead')}
              onChange={(heads) => editVariant({ nKvHead: heads === nHead ? null : heads })}
            />
          </>
        ) : null}
      </div>
      <p className="cap">
        {family === 'gpt' ? (name === 'GPT-1' ? 'As in GPT-1.' : 'The first of each line is GPT-1’s.') : ABOUT[family]}{' '}
        {name === 'GPT-1' ? null : (
          <Button look="text" onClick={() => chooseFamily('gpt')}>
            Back to GPT-1
          </Button>
        )}
      </p>
    </Disclosure>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className={css.line}>
      <span className={css.label} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
