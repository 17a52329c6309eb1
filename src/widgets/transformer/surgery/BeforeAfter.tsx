/** What a cut does to one guess: the next token after a prompt, by the whole model and by what is left of it. */
import type { Surgery } from '../../../core/config.ts'
import { DistributionBars } from '../../../figures/DistributionBars.tsx'
import { Compare } from '../../../instruments/compare/Compare.tsx'
import { ShareDifferences } from '../../../instruments/compare/ShareDifferences.tsx'
import { useComputed } from '../../../instruments/computed.ts'
import { notKnown } from '../../../instruments/words.ts'
import { type ReadModel, useNamedModel } from '../../../instruments/model.ts'
import { core } from '../../../session/index.ts'
import { Field } from '../../../ui/Field.tsx'
import type { ModelHandle, NextToken } from '../../../worker/protocol.ts'

interface BeforeAfterProps {
  of: ReadModel
  without: Surgery
  prompt: string
  onPrompt(next: string): void
}

const AS_IS = { temperature: 1, topK: 0, topP: 1, seed: 1 }

export function BeforeAfter({ of, without, prompt, onPrompt }: BeforeAfterProps) {
  const { handle, version } = of
  const cut: ModelHandle | null = handle && { ...handle, without }
  const guess = (asked: ModelHandle | null) => (asked && prompt ? () => core.nextToken(asked, prompt, AS_IS) : null)
  const whole = useComputed(guess(handle), [version, prompt])
  const left = useComputed(guess(cut), [version, prompt, JSON.stringify(without)])
  const after = useNamedModel(cut, [version])
  return (
    <>
      <Field
        label="Its next token after"
        value={prompt}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onPrompt(event.target.value)}
      />
      {cut ? (
        <>
          <Compare
            sides={[
              { read: of, figure: whole.value && <Guess next={whole.value} />, error: whole.error },
              { read: after.read, figure: left.value && <Guess next={left.value} />, error: after.error ?? left.error },
            ]}
            difference={
              whole.value && left.value ? (
                <ShareDifferences left={whole.value.candidates} right={left.value.candidates} names={['whole', 'cut']} />
              ) : null
            }
          />
          {whole.value?.unknown.length ? <p className="cap">{notKnown(whole.value.unknown)}</p> : null}
        </>
      ) : null}
    </>
  )
}

const Guess = ({ next }: { next: NextToken }) => (
  <DistributionBars entries={next.candidates} temperature={1} logSumExp={next.logSumExp} rows={6} />
)
