/** Attention of the open model over a short text: the learner's own, or the end of what the writer holds. */
import { useCallback, useState } from 'react'
import { contextOf, useSession } from '../../../session/index.ts'
import { Field } from '../../../ui/Field.tsx'
import { Instrument } from '../../../ui/Instrument.tsx'
import type { WidgetProps } from '../../contract.ts'
import { type Attention, lastTokens, MOST_TOKENS } from '../../shared/attention.ts'
import { useCore } from '../../shared/core.ts'
import { HeadMap } from '../../shared/HeadMap.tsx'
import { Share } from '../../shared/Share.tsx'
import { modelName, sizesOf } from '../../shared/words.ts'
import { readingsOf } from './measure.ts'

export default function AttentionView({ text, onReadings }: WidgetProps<{ text?: string }>) {
  useCore()
  const current = useSession((s) => s.current)
  const written = useSession((s) => (s.sampler.busy ? s.sampler.prompt : contextOf(s.sampler)))
  const [typed, setTyped] = useState(text)
  const whole = typed ?? written
  const shown = lastTokens(whole)
  const report = useCallback((attention: Attention) => onReadings?.(readingsOf(attention)), [onReadings])
  return (
    <Instrument
      name="Attention"
      title="who reads from whom"
      footer={<span>{current ? `${modelName(current)}: ${sizesOf(current.config)}` : 'no model is open yet'}</span>}
    >
      <Field
        label="Text"
        value={whole}
        maxLength={400}
        autoComplete="off"
        spellCheck={false}
        hint={Array.from(whole).length > MOST_TOKENS ? `The map is of the last ${MOST_TOKENS} characters, read on their own.` : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div style={{ paddingTop: 12 }}>
        <HeadMap text={shown} onAttention={report} number={(of) => <Share {...of} />} />
      </div>
    </Instrument>
  )
}
