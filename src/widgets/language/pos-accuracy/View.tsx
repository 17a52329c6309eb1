/** The tagger on the sentences that were tagged by hand: how often it is right, and what it takes for what. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Disclosure } from '../../../ui/Disclosure.tsx'
import { int, share } from '../../../ui/format.ts'
import css from './PosAccuracy.module.css'
import { type Judged, type Score, score } from './score.ts'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function PosAccuracy(figure) {
  const { value } = figure
  return (
    <Figure
      of={figure}
      busy="Loading the tagger, about 1 MB …"
      name="Accuracy"
      title="the tagger against tags set by hand"
      footer={<span>wink-nlp with its small English model, on sentences of the course’s own; measured just now</span>}
    >
      {value ? <Result sentences={value} result={score(value)} /> : null}
    </Figure>
  )
})

function Result({ sentences, result }: { sentences: readonly (readonly Judged[])[]; result: Score }) {
  const { words, right, sentencesRight, mostFrequent, confusions } = result
  return (
    <>
      <Readings>
        <BigNumber label="words right" value={share(right / words)} context={`${int(right)} of ${int(words)}`} />
        <BigNumber
          label="sentences right"
          value={share(sentencesRight / sentences.length)}
          context={`${sentencesRight} of ${sentences.length}, every word`}
        />
        <BigNumber label="most frequent tag" value={share(mostFrequent)} context="counted on the other sentences" />
      </Readings>
      <table className={css.confusions}>
        <caption>What it takes for what</caption>
        <thead>
          <tr>
            <th scope="col">by hand</th>
            <th scope="col">tagger</th>
            <th scope="col">words</th>
            <th scope="col" className="n">
              times
            </th>
          </tr>
        </thead>
        <tbody>
          {confusions.map(({ truth, tag, count, examples }) => (
            <tr key={`${truth}>${tag}`}>
              <th scope="row" className={css.tag}>
                {truth}
              </th>
              <td className={css.tag}>{tag}</td>
              <td>{examples.join(', ')}</td>
              <td className="n">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Disclosure label="All sentences, with both tags where they differ" aside={`${sentences.length} sentences`}>
        <ol className={css.sentences}>
          {sentences.map((sentence) => (
            <li key={sentence.map(({ text }) => text).join(' ')}>
              {sentence.map(({ text, truth, tag }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the sentence
                <span key={i}>
                  {i > 0 && truth !== 'PUNCT' ? ' ' : ''}
                  {truth === tag ? (
                    text
                  ) : (
                    <span className={css.wrong}>
                      <b>{text}</b>{' '}
                      <small>
                        {truth}, not {tag ?? 'one word'}
                      </small>
                    </span>
                  )}
                </span>
              ))}
            </li>
          ))}
        </ol>
      </Disclosure>
    </>
  )
}
