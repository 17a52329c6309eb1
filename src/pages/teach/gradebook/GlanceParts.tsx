/** The class at a glance: who is stuck where, what was missed, how sure guesses were, free texts side by side, measured bits. */
import { DotRows } from '../../../figures/DotRows.tsx'
import { calibrate } from '../../../session/learning/calibration.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type Glance, glanceOf } from '../../../teach/gradebook/glance.ts'
import { fixed } from '../../../ui/format.ts'
import { CalibrationChart } from '../../predictions/CalibrationChart.tsx'
import { Part } from '../../shell/Page.tsx'
import { useBook } from './book.ts'
import css from './GradebookPage.module.css'
import { questionOf, titleOf } from './heads.ts'

export function GlanceParts() {
  const { assignment, rows } = useBook()
  const glance = glanceOf(assignment!, rows)
  const names = new Map(assignment!.items.map((item) => [itemKey(item), titleOf(assignment!, item)]))
  const calibration = calibrate(glance.guesses)
  const measured = glance.measured.filter(({ bits }) => bits.length > 0)
  return (
    <>
      <Part title="Who is stuck where">
        <ul className={css.list}>
          {glance.stuck.map(({ item, missing, partly }) => (
            <li key={item}>
              <b>{names.get(item)}</b>: {rows.length - missing.length - partly.length} of {rows.length} done
              {partly.length > 0 ? `; not all right: ${partly.join(', ')}` : ''}
              {missing.length > 0 ? `; nothing from ${missing.join(', ')}` : ''}
            </li>
          ))}
        </ul>
      </Part>
      {glance.questions.length > 0 ? <Missed questions={glance.questions} name={(key) => questionOf(assignment!, key)} /> : null}
      {calibration ? (
        <Part title="How sure, how right">
          <CalibrationChart
            bins={calibration.bins}
            caption={`${calibration.count} first guesses of the class: how often they were right, by how sure they were. Below the line they were too sure.`}
          />
        </Part>
      ) : null}
      {glance.foretold.map(({ key, ...one }) => (
        <Foretold key={key} {...one} />
      ))}
      {measured.length > 0 ? <Measures measured={measured} /> : null}
      {glance.words.map(({ item, answers }) => (
        <Part key={item} title={`In their own words: ${names.get(item)}`}>
          <div className={css.words}>
            {answers.map(({ id, student, words }) => (
              <figure key={id}>
                <figcaption>{student}</figcaption>
                <blockquote>{words}</blockquote>
              </figure>
            ))}
          </div>
        </Part>
      ))}
    </>
  )
}

function Missed({ questions, name }: Pick<Glance, 'questions'> & { name: (key: string) => string }) {
  return (
    <Part title="What was missed">
      <ul className={css.list}>
        {questions.slice(0, 12).map(({ key, asked, missed }) => (
          <li key={key}>
            <b>{name(key)}</b>: {missed === asked ? `all ${asked} missed it` : `${missed} of ${asked} missed it`}
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** A number is right where it came near enough: how near, the figure said when it asked. */
function Foretold({ title, asked, unit, said }: Omit<Glance['foretold'][number], 'key'>) {
  return (
    <Part title={`Foretold: ${title}`}>
      <p className={css.prose}>
        {asked} In {unit}; the first word of each stands.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the page is scrolled by keys */}
      <section className={css.wide} tabIndex={0} aria-label={`Foretold: ${title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">student</th>
              <th scope="col" className="n">
                foretold
              </th>
              <th scope="col" className="n">
                measured
              </th>
              <th scope="col" className="n">
                how sure
              </th>
              <th scope="col">came near</th>
            </tr>
          </thead>
          <tbody>
            {said.map(({ id, student, guess, within, confidence, outcome, right }) => (
              <tr key={id}>
                <th scope="row">{student}</th>
                <td className="n">{fixed(guess, 3)}</td>
                <td className="n">{outcome === null ? '–' : fixed(outcome, 3)}</td>
                <td className="n">{confidence === null ? '–' : `${fixed(confidence, 0)} %`}</td>
                <td>{right === null ? 'not measured yet' : `${right ? '✓ within' : '✗ not within'} ${within}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Part>
  )
}

function Measures({ measured }: Pick<Glance, 'measured'>) {
  const all = measured.flatMap(({ bits }) => bits)
  const [low, high] = [Math.floor(10 * Math.min(...all)) / 10, Math.ceil(10 * Math.max(...all)) / 10]
  return (
    <Part title="What was measured">
      <DotRows
        caption="Bits per character on the held-out text, a dot a student; the bar is the mean and one standard deviation."
        heads={['task', 'bits per character', 'mean']}
        rows={measured.map(({ task, title, bits }) => ({ name: task, label: title, values: bits, interval: spread(bits) }))}
        domain={[low, Math.max(high, low + 0.1)]}
        marks={[]}
        colour="probability"
        writeAxis={(value) => fixed(value, 1)}
        write={({ mean, half }) => `${fixed(mean, 3)} ± ${fixed(half, 3)}`}
        chosen=""
        disabled
        onChoose={() => {}}
      />
    </Part>
  )
}

function spread(values: readonly number[]): { mean: number; half: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, half: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}
