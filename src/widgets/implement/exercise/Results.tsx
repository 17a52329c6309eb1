/** What the tests said: the first number that is wrong and what that usually means, then all tests, then the numbers themselves. */
import { useState } from 'react'
import type { Checked, Tested } from '../../../exercises/check.ts'
import { int, small } from '../../../ui/format.ts'
import css from './Exercise.module.css'
import { Compared } from './Compared.tsx'

export function Results({ checked }: { checked: Checked }) {
  const { tests, passed, broken, log, difference } = checked
  const failed = tests.find((test) => !test.passed)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = tests.find(({ name }) => name === chosen) ?? failed ?? tests.at(-1)
  return (
    <>
      <div role="status" className={css.verdict}>
        {broken ? (
          <p className={css.wrong}>
            {broken.line === null ? '' : `Line ${broken.line}: `}
            {broken.message}
          </p>
        ) : failed ? (
          <>
            <p className={css.wrong}>{failed.said}</p>
            {failed.means ? <p>{failed.means}</p> : null}
          </>
        ) : (
          <p>
            <b>✓ All {int(tests.length)} tests pass.</b> The largest difference from the core’s numbers is {small(difference)}.
          </p>
        )}
      </div>
      {broken ? null : (
        <ul className={css.tests} aria-label={`Tests: ${passed} of ${tests.length} pass`}>
          {tests.map((test) => (
            <li key={test.name}>
              <TestLine test={test} pressed={test === shown} onPress={() => setChosen(test.name)} />
            </li>
          ))}
        </ul>
      )}
      {shown?.compared ? <Compared {...shown.compared} /> : null}
      {log.length > 0 ? (
        <>
          <p className="cap">The code wrote:</p>
          <pre className={css.log}>{log.join('\n')}</pre>
        </>
      ) : null}
    </>
  )
}

function TestLine({ test: { name, passed, hidden }, pressed, onPress }: { test: Tested; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" aria-pressed={pressed} onClick={onPress} data-passed={passed}>
      <span aria-hidden="true">{passed ? '✓' : '✗'}</span>
      <span className="vh">{passed ? 'passes: ' : 'fails: '}</span>
      {name}
      {hidden ? <span className={css.hidden}> hidden</span> : null}
    </button>
  )
}
