/** A text, a stemmer, and what it joined and parted against the dictionary. */
import { Joins } from '../../../figures/Joins.tsx'
import { Group } from '../../../ui/Group.tsx'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { int, share } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { type Family, precisionOf, type Report, recallOf } from './families.ts'
import css from './StemBench.module.css'
import { WordTable } from './WordTable.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const OPTIONS = [
  { value: 'porter', label: 'Porter, 1980' },
  { value: 'snowball', label: 'Snowball English' },
] as const

export default draw(widget, function StemBench(figure) {
  const { params, change, value: report } = figure
  const { text, stemmer } = params
  return (
    <Figure
      of={figure}
      busy="Loading the dictionary, about 1 MB …"
      controls={<OwnText value={text} onChange={(next) => change({ text: next })} rows={5} />}
      name="Bench"
      title="a stemmer against the dictionary"
      actions={<Segmented label="stemmer" value={stemmer} options={OPTIONS} onChange={(next) => change({ stemmer: next })} />}
      footer={
        <span>
          stems by {stemmer === 'porter' ? 'stemmer' : 'snowball-stemmers'}, lemmas by wink-nlp, both in this page; names are left out
        </span>
      }
    >
      {report ? <Result report={report} /> : null}
    </Figure>
  )
})

function Result({ report }: { report: Report }) {
  const { words, stems, lemmas, over, under, pairs, forms } = report
  return (
    <>
      <Readings>
        <BigNumber label="different words" value={int(words)} />
        <BigNumber label="stems" value={int(stems)} />
        <BigNumber label="lemmas" value={int(lemmas)} />
        <BigNumber label="joined rightly" value={share(precisionOf(report), 2)} context={`${pairs.both} of ${pairs.stem} joined pairs`} />
        <BigNumber label="found" value={share(recallOf(report), 2)} context={`${pairs.both} of ${pairs.lemma} true pairs`} />
      </Readings>
      <Joins forms={forms.map(({ word, lemma, stem }) => ({ word, left: lemma, right: stem }))} left="lemmas" right="stems" />
      <div className={css.faults}>
        <Faults title="Over-stemming" what="one stem, several lemmas" families={over} by="lemma" />
        <Faults title="Under-stemming" what="one lemma, several stems" families={under} by="stem" />
      </div>
      <WordTable forms={forms} />
    </>
  )
}

/** Families with their words; `by` is what tells the words apart. */
function Faults({ title, what, families, by }: { title: string; what: string; families: readonly Family[]; by: 'lemma' | 'stem' }) {
  return (
    <Group aria-label={title}>
      <h3 className="h3">
        {title} <span className="n mute">{families.length}</span>
      </h3>
      <p className="cap">{what}</p>
      {families.length === 0 ? (
        <p className={css.none}>None in this text.</p>
      ) : (
        <ul className={css.families}>
          {families.map(({ key, forms }) => (
            <li key={key}>
              <span className={css.key}>{by === 'lemma' ? `${key}-` : key}</span>
              <span>
                {forms.map((form, i) => (
                  <span key={`${form.word}/${form.lemma}`}>
                    {i > 0 ? ', ' : ''}
                    <b>{form.word}</b> <span className="mute">{by === 'lemma' ? `(${form.lemma})` : `(${form.stem}-)`}</span>
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Group>
  )
}
