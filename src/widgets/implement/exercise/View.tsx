/** The editor, its buttons, and below it what the tests say. The code runs in the sandbox; what it gives is judged here. */
import { Suspense, useId, useRef, useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import { exercises } from '../../../exercises/all.ts'
import { before, check, type Checked } from '../../../exercises/check.ts'
import { asPlain } from '../../../instruments/computed.ts'
import { runInSandbox } from '../../../sandbox/client.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { int } from '../../../ui/format.ts'
import { later } from '../../../ui/later.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { Status } from '../../frame/Status.tsx'
import { ownCode } from '../../../instruments/ownCode.ts'
import css from './Exercise.module.css'
import { Results } from './Results.tsx'
import { useCode } from './useCode.ts'
import widget from './widget.ts'

const Editor = later(() => import('./CodeEditor.tsx').then((m) => m.CodeEditor))

type Shown = 'mine' | 'lesson' | 'both'

export default draw(widget, function ExerciseFigure(figure) {
  const { params, change, value, tell } = figure
  const exercise = exercises[params.exercise]
  const code = useCode(params.exercise)
  const leaving = useId()
  const [both, setBoth] = useState(false)
  const [help, setHelp] = useState(0)
  const [again, setAgain] = useState(0)
  const [busy, setBusy] = useState(false)
  const [checked, setChecked] = useState<{ of: string; result: Checked } | null>(null)
  const [error, setError] = useState<PlainError | null>(null)
  const running = useRef<AbortController | null>(null)
  const shown: Shown = params.code === 'lesson' ? 'lesson' : both ? 'both' : 'mine'

  const test = async (): Promise<void> => {
    if (!value) return
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    setBusy(true)
    setError(null)
    const written = code.flush()
    const source = shown === 'lesson' ? exercise.solution : written
    const pieces = shown === 'lesson' ? {} : ownCode(before(params.exercise))
    try {
      const result = await check(params.exercise, source, { known: value.known, run: runInSandbox, pieces, signal: mine.signal })
      if (mine.signal.aborted) return
      setChecked({ of: params.exercise, result })
      tell({ passed: result.passed, tests: result.tests.length, difference: result.difference })
      if (shown !== 'lesson' && result.passed === result.tests.length) code.passed(source)
    } catch (thrown) {
      if (!mine.signal.aborted) setError(asPlain(thrown))
    } finally {
      if (running.current === mine) {
        running.current = null
        setBusy(false)
      }
    }
  }
  const stop = (): void => {
    running.current?.abort()
    setBusy(false)
  }
  const show = (next: Shown): void => {
    code.flush()
    setBoth(next === 'both')
    change({ code: next === 'lesson' ? 'lesson' : 'mine' })
  }

  return (
    <Figure
      of={figure}
      name="Exercise"
      title={exercise.title}
      actions={
        <Button look="primary" disabled={!value} onClick={() => (busy ? stop() : void test())}>
          {busy ? 'Stop' : 'Run the tests'}
        </Button>
      }
      footer={
        value ? (
          <span>
            {int(value.known.ids.length)} tokens are read{value.why ? `, by ${value.name}` : ''}
          </span>
        ) : undefined
      }
      controls={
        params.editor === 'elsewhere' ? undefined : (
          <>
            <div className={css.bar}>
              <Segmented
                label="Whose code"
                value={shown}
                options={[
                  { value: 'mine', label: 'mine' },
                  { value: 'lesson', label: 'the lesson’s' },
                  { value: 'both', label: 'what differs' },
                ]}
                onChange={show}
              />
              <span className={css.acts}>
                {help < exercise.hints.length ? (
                  <Button look="text" onClick={() => setHelp(help + 1)}>
                    Hint {help + 1} of {exercise.hints.length}
                  </Button>
                ) : null}
                <Button
                  look="text"
                  disabled={!code.own}
                  onClick={() => {
                    code.reset()
                    setAgain(again + 1)
                    setChecked(null)
                  }}
                >
                  Start again
                </Button>
              </span>
            </div>
            {code.text === null ? null : (
              <Suspense fallback={<pre className={css.plain}>{code.text}</pre>}>
                {shown === 'mine' ? (
                  <Editor
                    exercise={params.exercise}
                    label={`Your code: ${exercise.title}`}
                    describedBy={leaving}
                    text={code.text}
                    version={`${params.exercise} ${again}`}
                    onChange={code.change}
                  />
                ) : shown === 'lesson' ? (
                  <Editor
                    exercise={params.exercise}
                    label={`The lesson’s code: ${exercise.title}`}
                    text={exercise.solution}
                    version={params.exercise}
                    readOnly
                  />
                ) : (
                  <Editor
                    exercise={params.exercise}
                    label={`Your code, with the lines of the lesson’s that differ: ${exercise.title}`}
                    text={code.text}
                    from={exercise.solution}
                    version={`${params.exercise} both`}
                    readOnly
                  />
                )}
              </Suspense>
            )}
            <p id={leaving} className="cap">
              {shown === 'both'
                ? 'Red lines are the lesson’s, green ones yours.'
                : 'Tab indents. Escape, then Tab, leaves the editor. Control and Space say what can be called. What you write is kept in this browser.'}
            </p>
            <div aria-live="polite">
              {exercise.hints.slice(0, help).map((hint) => (
                <p key={hint} className={css.hint}>
                  {hint}
                </p>
              ))}
            </div>
          </>
        )
      }
    >
      {value?.why ? <p className="cap">{value.why}</p> : null}
      {error ? (
        <Notice kind="failure" where="The sandbox" hint={error.hint} onDismiss={() => setError(null)}>
          {error.message}
        </Notice>
      ) : null}
      <Status>
        {busy ? 'The code runs …' : checked ? '' : value ? 'The tests have not been run.' : 'The core computes what the code must give …'}
      </Status>
      {checked?.of === params.exercise && !busy ? <Results checked={checked.result} /> : null}
      <Field
        label="Text that the tests read, 12 to 24 characters"
        value={params.text}
        maxLength={24}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ text: event.target.value })}
      />
    </Figure>
  )
})
