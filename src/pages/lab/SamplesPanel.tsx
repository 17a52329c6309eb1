/** What the run wrote, from its first steps to the newest. */
import { useMemo } from 'react'
import { SampleStream } from '../../figures/SampleStream.tsx'
import { useSession } from '../../session/index.ts'
import { toBits } from '../../ui/format.ts'
import { Instrument } from '../../ui/Instrument.tsx'

export function SamplesPanel() {
  const samples = useSession((s) => s.run?.samples)
  const per = useSession((s) => s.run?.charactersPerToken)
  const items = useMemo(
    () => (samples ?? []).map((s) => ({ step: s.step, loss: toBits(s.validationLoss, per), prompt: s.prompt, text: s.text })),
    [samples, per],
  )
  return (
    <Instrument name="Samples" title="same prompt, same dice, as the model learns">
      {items.length > 0 ? (
        <SampleStream items={items} unit="bits per character" />
      ) : (
        <p className="cap">At every evaluation the model writes a few words here, with its step and its bits per character.</p>
      )}
    </Instrument>
  )
}
