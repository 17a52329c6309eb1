/** The learner's sentence with its sum, the words that say most, and both models' scores. */
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './BagOfWords.module.css'
import { judge, MOST, strongest } from './bag.ts'
import widget from './widget.ts'
import { WordWeights } from './WordWeights.tsx'

export default draw(widget, function BagOfWords(figure) {
  const { params, change } = figure
  const { sentence, method } = params
  return (
    <Figure
      of={figure}
      name="Bag of words"
      title="what each word adds"
      busy="reading the sentences …"
      actions={
        <Segmented
          label="Where the numbers come from"
          value={method}
          options={[
            { value: 'counts', label: 'counted' },
            { value: 'learned', label: 'learned' },
          ]}
          onChange={(next) => change({ method: next })}
        />
      }
      controls={<Field label="Sentence" value={sentence} maxLength={120} onChange={(event) => change({ sentence: event.target.value })} />}
      footer={<span>sentences from reviews of mobile phones (Kotzias et al. 2015, CC BY 4.0), from the package wink-sentiment</span>}
    >
      {(bags) => {
        const { words, start, logOdds, positive } = judge(bags, method, sentence)
        return (
          <>
            <WordWeights
              caption="your sentence: what each word adds to the log-odds of “positive”"
              rows={[
                { word: 'before any word', weight: start, plain: true },
                ...words.map(({ known, ...row }) => ({ ...row, unseen: !known })),
              ]}
            />
            <p className={css.sum}>
              Together {fixed(logOdds, 2)}, which is a probability of <b>{share(positive)}</b> for “positive”.
            </p>
            <WordWeights caption="the words that say most, of all that were seen" rows={strongest(bags, method)} />
            <Scale
              label="sentences to learn from"
              value={params.sentences}
              min={20}
              max={MOST}
              step={10}
              format={int}
              onChange={(sentences) => change({ sentences })}
            />
            <Readings>
              <BigNumber label="counted" value={share(bags.counts.accuracy)} context="of held-out sentences" />
              <BigNumber label="learned" value={share(bags.learned.accuracy)} context={`${int(bags.vocabulary)} weights and a bias`} />
              <BigNumber label="always the same" value={share(bags.mostFrequent)} context="the more frequent label" />
            </Readings>
          </>
        )
      }}
    </Figure>
  )
})
