/** A report on one sheet: projects, models, and how well the learner knew what they knew. */
import { BigNumber, Readings } from '../../ui/BigNumber.tsx'
import { fixed, int, share } from '../../ui/format.ts'
import { Part } from '../shell/Page.tsx'
import css from './ReachedPage.module.css'
import type { Report } from './report.ts'

export function Sheet({ report }: { report: Report }) {
  const { lessons, challenges, models, projects, predictions, reviews } = report
  const { judged } = predictions
  return (
    <>
      {projects.length > 0 ? (
        <Part title="Projects">
          <table className={css.table}>
            <caption className="cap">The best run of each, on data that it has not learned from</caption>
            <thead>
              <tr>
                <th scope="col">project</th>
                <th scope="col" className="n">
                  reached
                </th>
                <th scope="col" className="n">
                  baseline
                </th>
                <th scope="col">page</th>
              </tr>
            </thead>
            <tbody>
              {projects.map(({ title, measure, reached, baseline, heldOut, settings, published }) => (
                <tr key={title}>
                  <th scope="row">
                    {title}
                    <span className={css.about}>
                      {measure}, of {int(heldOut)}; {settings}
                    </span>
                  </th>
                  <td className="n">{share(reached)}</td>
                  <td className="n">{share(baseline)}</td>
                  <td>{published ? 'published' : 'not yet'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ) : null}
      {models.length > 0 ? (
        <Part title="Models">
          <table className={css.table}>
            <caption className="cap">
              Those that are kept in this browser, on text or examples that they have not learned from. The baseline is a table of pairs of
              tokens, or the best shortcut
            </caption>
            <thead>
              <tr>
                <th scope="col">model</th>
                <th scope="col" className="n">
                  measured
                </th>
                <th scope="col" className="n">
                  baseline
                </th>
              </tr>
            </thead>
            <tbody>
              {models.map((model, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names need not differ
                <tr key={i}>
                  <th scope="row">
                    {model.name}
                    <span className={css.about}>
                      {model.learnedFrom || 'what it learned from is not known'}; {int(model.parameters)} parameters, {int(model.steps)}{' '}
                      steps
                    </span>
                  </th>
                  <td className="n">{measuredOf(model.accuracy, model.bitsPerCharacter)}</td>
                  <td className="n">{measuredOf(model.shortcut, model.bigram)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      ) : null}
      <Part title="You">
        <Readings>
          <BigNumber
            label="lessons done"
            value={int(lessons.done)}
            context={`of ${int(lessons.of)}; ${int(challenges)} challenges solved`}
          />
          <BigNumber
            label="predictions"
            value={int(predictions.guesses)}
            context={
              judged
                ? `${fixed(judged.sure, 0)} % sure, ${fixed(judged.right, 0)} % right, of ${int(judged.count)} judged`
                : 'none judged yet'
            }
          />
          {judged ? <BigNumber label="Brier score" value={fixed(judged.brier, 3)} context="0 is perfect, 0.25 is a coin" /> : null}
          <BigNumber
            label="in review"
            value={int(reviews.questions)}
            context={
              reviews.asked > 0
                ? `asked again ${reviews.asked === 1 ? 'once' : `${int(reviews.asked)} times`}, ${int(reviews.right)} of them right`
                : 'none asked again yet'
            }
          />
        </Readings>
      </Part>
    </>
  )
}

const measuredOf = (accuracy: number | null, bits: number | null): string =>
  accuracy !== null ? `${share(accuracy)} right` : bits !== null ? `${fixed(bits)} bits/char` : '–'
