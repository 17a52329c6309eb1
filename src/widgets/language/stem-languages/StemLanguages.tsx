/** A text in one of several languages, its words grouped by their stems. */
import { useEffect, useState } from 'react'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import type { WidgetProps } from '../../contract.ts'
import { useComputed } from '../../../instruments/computed.ts'
import { Computing } from '../../../instruments/Computing.tsx'
import { OwnText, useOwnText } from '../../../instruments/OwnText.tsx'
import { LANGUAGES, type Language } from '../../../language/stemmers.ts'
import { groupsOf, readingsOf } from './measure.ts'
import type { StemLanguagesParams } from './meta.ts'
import { NAMES, SAMPLES, TAGS } from './samples.ts'
import css from './StemLanguages.module.css'

const OPTIONS = LANGUAGES.map((value) => ({ value, label: NAMES[value] }))

export default function StemLanguages({
  language: first = 'finnish',
  text: given,
  onParams,
  onReadings,
}: WidgetProps<StemLanguagesParams>) {
  const [language, setLanguage] = useState<Language>(first)
  const [text, setText] = useOwnText(given ?? SAMPLES[first], onParams)
  const groups = useComputed(() => groupsOf(text, language), [text, language])
  useEffect(() => {
    if (groups.value) onReadings?.(readingsOf(groups.value))
  }, [groups.value, onReadings])
  const choose = (next: Language): void => {
    setLanguage(next)
    // A text of the learner's own stays; one of the course's is followed by the next language's.
    const isSample = Object.values(SAMPLES).includes(text)
    if (isSample) setText(SAMPLES[next])
    onParams?.({ language: next, ...(isSample ? { text: SAMPLES[next] } : {}) })
  }
  return (
    <Instrument
      name="Stems"
      title="one set of rules for each language"
      footer={<span>Snowball’s algorithms, in the package snowball-stemmers</span>}
    >
      <Segmented label="language" value={language} options={OPTIONS} onChange={choose} />
      <OwnText label={`Text in ${NAMES[language]}; write your own`} value={text} onChange={setText} rows={3} lang={TAGS[language]} />
      <Computing of={groups} where="Stems" busy="Loading the stemmers …" />
      {groups.value ? <Groups groups={groups.value} lang={TAGS[language]} /> : null}
    </Instrument>
  )
}

function Groups({ groups, lang }: { groups: Awaited<ReturnType<typeof groupsOf>>; lang: string }) {
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
