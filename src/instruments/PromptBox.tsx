/** A text box for the beginning, and the button that lets the open model go on from it. */
import type { FormEvent } from 'react'
import { useSession } from '../session/index.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import css from './PromptBox.module.css'
import { usePrompt } from './prompt.ts'

export function PromptBox({ label = 'Your words' }: { label?: string }) {
  const [prompt, setPrompt] = usePrompt()
  const ready = useSession((s) => s.current !== null)
  const busy = useSession((s) => s.sampler.busy)
  const sample = useSession((s) => s.sample)
  const stopSampling = useSession((s) => s.stopSampling)
  const go = (event: FormEvent): void => {
    event.preventDefault()
    if (ready) void (busy ? stopSampling() : sample())
  }
  return (
    <form className={css.box} onSubmit={go}>
      <Field
        label={label}
        value={prompt}
        maxLength={400}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setPrompt(event.target.value)}
      />
      <Button type="submit" aria-disabled={!ready}>
        {busy ? 'Stop writing' : 'Sample'}
      </Button>
    </form>
  )
}
