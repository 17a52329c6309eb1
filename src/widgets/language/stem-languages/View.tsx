/** A text in one of several languages, its words grouped by their stems. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { LANGUAGES, type Language } from '../../../language/stemmers.ts'
import { readingsOf, type StemGroup } from './groups.ts'
import { NAMES, SAMPLES, TAGS } from './samples.ts'
import css from './StemLanguages.module.css'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const OPTIONS = LANGUAGES.map((value) => ({ value, label: NAMES[value] }))

export default draw(widget, function StemLanguages(figure) {
  const { params, change, value } = figure
  const { language, text = SAMPLES[language] } = params
  const choose = (next: Language): void => {
    // A text of the learner's own stays; one of the course's is followed by the next language's.
    const isSample = Object.values(SAMPLES).includes(text)
    change({ language: next, ...(isSample ? { text: SAMPLES[next] } : {}) })
  }
  return (
    <Figure
      of={figure}
      busy="Loading the stemmers …"
      controls={
        <>
          <Segmented label="language" value={language} options={OPTIONS} onChange={choose} />
          <OwnText
            label={`Text in ${NAMES[language]}; write your own`}
            value={text}
            onChange={(next) => change({ text: next })}
            rows={3}
            lang={TAGS[language]}
          />
        </>
      }
      name="Stems"
      title="one set of rules for each language"
      footer={<span>Snowball’s algorithms, in the package snowball-stemmers</span>}
    >
      {value ? <Groups groups={value} lang={TAGS[language]} /> : null}
    </Figure>
  )
})

function Groups({ groups, lang }: { groups: readonly StemGroup[]; lang: string }) {
  const { words, stems } = readingsOf(groups)
  const shared = groups.filter((group) => group.words.length > 1)
  return (
    <>
      <Readings>
        <BigNumber label="different words" value={int(words!)} />
        <BigNumber label="stems" value={int(stems!)} />
        <BigNumber label="words for each stem" value={fixed(words! / stems!)} />
      </Readings>
      <table className={css.groups}>
        <caption>Stems that stand for more than one word</caption>
        <thead>
          <tr>
            <th scope="col">stem</th>
            <th scope="col">words</th>
          </tr>
        </thead>
        <tbody lang={lang}>
          {shared.map(({ stem, words: joined }) => (
            <tr key={stem}>
              <th scope="row" className={css.stem}>
                {stem}-
              </th>
              <td>{joined.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
