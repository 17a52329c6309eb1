/** Bits by order with the turn, one prompt read back character by character, and what the chosen table writes. */
import { useState } from 'react'
import { LongTextFold, useLongText } from '../../../instruments/LongText.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { ContextRows } from './ContextRows.tsx'
import css from './NgramOrders.module.css'
import { OrderChart } from './OrderChart.tsx'
import widget, { CORPORA } from './widget.ts'

const TITLES: Readonly<Record<(typeof CORPORA)[number], string>> = {
  'state-of-the-union': 'Presidents',
  'moby-dick': 'Moby-Dick',
  world: 'small world',
}
/** As a sentence names them. */
const NAMES: typeof TITLES = {
  'state-of-the-union': 'the State of the Union addresses, 1990 to 2021',
  'moby-dick': 'Moby-Dick',
  world: 'stories of the small world',
}
const SOURCES = [...CORPORA.map((id) => ({ value: id as string, label: TITLES[id] })), { value: 'own', label: 'yours' }]

export default draw(widget, function NgramOrders(figure) {
  const { params, change } = figure
  const own = useLongText(params.text, LEAST, (text) => change({ text }))
  const [asked, setAsked] = useState(false)
  const source = params.text !== undefined || asked ? 'own' : params.corpus
  const choose = (chosen: string): void => {
    setAsked(chosen === 'own')
    const corpus = CORPORA.find((id) => id === chosen)
    change(corpus ? { corpus, text: undefined } : { text: own.taken })
  }
  return (
    <Figure
      of={figure}
      name="Counts"
      title="of longer and longer rows"
      busy="reading the text and counting it in eight ways, 1 to 5 s …"
      controls={
        <div className={css.controls}>
          <Segmented label="text" value={source} options={SOURCES} onChange={choose} />
          {source === 'own' ? (
            <LongTextFold of={own} label="Your text" aside={`${int(LEAST)} characters or more; the longer the better`} rows={5} open />
          ) : null}
          <Scale
            label="Characters in a row"
            value={params.order}
            min={1}
            max={8}
            step={1}
            ticks={8}
            format={(order) => `${order}-grams`}
            onChange={(order) => change({ order })}
          />
        </div>
      }
      footer={
        <span>
          counted on nine tenths of {params.text === undefined ? NAMES[params.corpus] : 'your text'}, measured on the last; smoothed as
          Witten and Bell do
        </span>
      }
    >
      {({ orders, best, contexts, written }) => {
        const chosen = orders[params.order - 1]!
        return (
          <>
            <OrderChart orders={orders} best={best} chosen={params.order} onChoose={(order) => change({ order })} />
            <p className={css.said}>
              <strong className="n">{fixed(chosen.bits, 3)} bits</strong> a character from {int(chosen.entries)} counts;{' '}
              <span className="n">{share(chosen.unseen)}</span> of the held-out contexts were never seen.
            </p>
            <Field
              label="A context of yours"
              value={params.prompt}
              maxLength={60}
              onChange={(event) => change({ prompt: event.target.value })}
            />
            <ContextRows contexts={contexts} />
            <div className={css.written}>
              <p className={css.sample}>
                <span className={css.prompt}>{params.prompt}</span>
                {written}
              </p>
              <Button onClick={() => change({ seed: (params.seed % 1_000_000) + 1 })}>Roll again</Button>
            </div>
          </>
        )
      }}
    </Figure>
  )
})

/** Below this the held-out tenth says nothing. */
const LEAST = 200
