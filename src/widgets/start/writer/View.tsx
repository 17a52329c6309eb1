/** The writer: the open model goes on from the learner's words, and shows how sure it was of each token. */
import { useEffect, useRef } from 'react'
import { session, useSession } from '../../../session/index.ts'
import { int } from '../../../ui/format.ts'
import type { Readings } from '../../frame/define.ts'
import { Failure } from '../../../instruments/Failure.tsx'
import { NextToken } from '../../../instruments/NextToken.tsx'
import { PromptBox } from '../../../instruments/PromptBox.tsx'
import { Written } from '../../../instruments/Written.tsx'
import { Logit } from './Logit.tsx'
import { readingsOf } from './readings.ts'
import css from './Writer.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function Writer(figure) {
  const { params, tell } = figure
  useReport(tell)
  useBeginning(params.prompt, params.start === 'yes')
  return (
    <Figure of={figure} name="Writing" title="the open model goes on from your words" footer={<Footer />}>
      <PromptBox />
      <Failure place="sampler" where="Writing" />
      <div className={css.written}>
        <Written />
      </div>
      <div className={css.next}>
        <NextToken logit={(entry, tokens) => <Logit entry={entry} tokens={tokens} />} />
      </div>
    </Figure>
  )
})

/** Tells what was written, once it is whole. */
function useReport(tell: (readings: Readings) => void): void {
  const tokens = useSession((s) => (s.sampler.busy ? null : s.sampler.tokens))
  useEffect(() => {
    if (tokens && tokens.length > 0) tell(readingsOf(tokens))
  }, [tokens, tell])
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
  const speed = useSession((s) => s.sampler.tokensPerSecond)
  const temperature = useSession((s) => s.sampler.settings.temperature)
  if (!current) return null
  return (
    <>
      <span>read from {current.textTitle}</span>
      <span>temperature {temperature}</span>
      {speed ? <span>{int(speed)} tokens per second</span> : null}
    </>
  )
}
