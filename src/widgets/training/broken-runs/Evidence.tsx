/** What a broken run left: what it writes, its numbers beside a healthy run's, one head's attention, and the gradient in every layer. */
import { Curves } from '../../../figures/Curves.tsx'
import { Shades } from '../../../figures/Shades.tsx'
import { int, share, visible } from '../../../ui/format.ts'
import css from './BrokenRuns.module.css'
import type { Examined } from './examine.ts'
import type { Clue } from './refute.ts'
import { CLUES } from './words.ts'

interface EvidenceProps {
  run: Examined
  beside: Examined
  /** the row that a verdict spoke of */
  lit: Clue | null
}

export function Evidence({ run, beside, lit }: EvidenceProps) {
  return (
    <>
      <div className={css.wide}>
        <Numbers run={run} beside={beside} lit={lit} />
        <dl className={css.written}>
          {[
            { name: 'it writes', written: run.written },
            { name: 'the healthy run writes', written: beside.written },
          ].map(({ name, written }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>Anna {blanksShown(written.slice(0, 110))}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className={css.pair}>
        <Reading run={run} />
        <Gradients run={run} beside={beside} />
      </div>
    </>
  )
}

/** A row of spaces would look like nothing. */
const blanksShown = (text: string): string => text.replace(/ {3,}/g, (blanks) => visible(' ').repeat(blanks.length))

function Numbers({ run, beside, lit }: EvidenceProps) {
  return (
    <table className={css.numbers}>
      <caption className="vh">the run’s numbers beside those of a healthy run</caption>
      <thead>
        <tr>
          <th scope="col">at the end, on held-out text</th>
          <th scope="col">this run</th>
          <th scope="col">healthy</th>
        </tr>
      </thead>
      <tbody>
        {CLUES.map(({ clue, label, of }) => (
          <tr key={clue} data-lit={clue === lit || undefined}>
            <th scope="row">{label}</th>
            <td>{of(run)}</td>
            <td>{of(beside)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Reading({ run }: { run: Examined }) {
  const { tokens, shares, layer, head } = run.findings.attention
  return (
    <Shades
      caption={`who reads whom in layer ${layer}, head ${head}, over “${tokens.map(visible).join('')}”`}
      values={shares}
      columns={tokens.length}
      row="letter that reads"
      column="letter that is read"
      colour="probability"
      height={232}
      number={(row, column, value) => `${visible(tokens[row]!)} reads ${share(value, 2)} from ${visible(tokens[column]!)}`}
    />
  )
}

/** On a scale of powers of ten nothing is nothing: what is 0 is drawn as so little. */
const LEAST = 1e-9

function Gradients({ run, beside }: { run: Examined; beside: Examined }) {
  const points = ({ gradients }: Examined) => gradients.slice(1).map((y, i) => ({ x: i, y: Math.max(y, LEAST) }))
  return (
    <Curves
      caption="size of the gradient in each layer, last step"
      across="layer"
      log
      dots
      curves={[
        { name: 'this run', points: points(run), colour: 'gradient' },
        { name: 'a healthy run', points: points(beside), colour: 'ink-3', dashed: true },
      ]}
      writeX={int}
      writeY={(y) => y.toExponential(0).replace('e+0', '').replace('e', 'e')}
    />
  )
}
