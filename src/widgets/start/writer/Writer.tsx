/** The writer: the open model goes on from the learner's words, and shows how sure it was of each token. */
import { useEffect, useRef } from 'react'
import { session, useSession } from '../../../session/index.ts'
import { int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import type { WidgetHandles, WidgetProps } from '../../contract.ts'
import { useCore } from '../../../instruments/core.ts'
import { Failure } from '../../../instruments/Failure.tsx'
import { NextToken } from '../../../instruments/NextToken.tsx'
import { PromptBox } from '../../../instruments/PromptBox.tsx'
import { modelName } from '../../../instruments/words.ts'
import { Written } from '../../../instruments/Written.tsx'
import { Logit } from './Logit.tsx'
import { readingsOf } from './measure.ts'
import css from './Writer.module.css'

export interface WriterProps {
  prompt?: string
  start?: 'yes' | 'no'
}

export default function Writer({ prompt, start = 'no', onReadings }: WidgetProps<WriterProps>) {
  useCore()
  useReport(onReadings)
  useBeginning(prompt, start === 'yes')
  return (
    <Instrument name="Writing" title="the open model goes on from your words" footer={<Footer />}>
      <PromptBox />
      <Failure place="sampler" where="Writing" />
      <div className={css.written}>
        <Written />
      </div>
      <div className={css.next}>
        <NextToken logit={(entry, tokens) => <Logit entry={entry} tokens={tokens} />} />
      </div>
    </Instrument>
  )
}

/** Tells what was written, once it is whole. */
function useReport(onReadings: WidgetHandles['onReadings']): void {
  const tokens = useSession((s) => (s.sampler.busy ? null : s.sampler.tokens))
  useEffect(() => {
    if (tokens && tokens.length > 0) onReadings?.(readingsOf(tokens))
  }, [tokens, onReadings])
}

/** Sets the prompt once, and writes once when a model is there. */
function useBeginning(prompt: string | undefined, start: boolean): void {
  const ready = useSession((s) => s.current !== null)
  const done = useRef(false)
  useEffect(() => {
    if (done.current || !ready) return
    done.current = true
    const { sampler, setPrompt, sample } = session.getState()
    if (sampler.busy) return
    if (prompt !== undefined) setPrompt(prompt)
    if (start) void sample()
  }, [ready, prompt, start])
}

function Footer() {
  const current = useSession((s) => s.current)
  const step = useSession((s) => (s.current && s.run?.modelId === s.current.id ? s.run.step : (s.current?.step ?? 0)))
  const speed = useSession((s) => s.sampler.tokensPerSecond)
  const temperature = useSession((s) => s.sampler.settings.temperature)
  if (!current) return <span>no model is open yet</span>
  return (
    <>
      <span>
        {modelName(current)}, step {int(step)}
      </span>
      <span>read from {current.textTitle}</span>
      <span>temperature {temperature}</span>
      {speed ? <span>{int(speed)} tokens per second</span> : null}
    </>
  )
}
