/** Count the pairs of a text, read the table, let it write; then train the same table and compare. */
import { useMemo, useState } from 'react'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { LongTextFold, useLongText } from '../../../instruments/LongText.tsx'
import css from './BigramBench.module.css'
import { Perplexity, UniformBits } from './BigramNumbers.tsx'
import { type Bigram, frequent, type marksOf, write } from './counts.ts'
import { FollowerTable } from './FollowerTable.tsx'
import { PairMap } from './PairMap.tsx'
import { TrainedTable } from './TrainedTable.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

const SHOWN = 28
const WRITTEN = 160
/** Below this the held-out tenth is shorter than a window. */
const LEAST = 400

export default draw(widget, function BigramBench(figure) {
  const { params, change, value } = figure
  const own = useLongText(params.text, LEAST, (text) => change({ text }))
  const used = params.text ?? null
  return (
    <Figure
      of={figure}
      busy="Reading the text and counting, about 1 s …"
      name="Pairs"
      title="what follows what"
      footer={
        <span>
          counted on the first nine tenths of {used ? 'your text' : 'State of the Union, 1990 to 2021'}, measured on windows of the last
        </span>
      }
    >
      {value ? (
        <>
          <Marks {...value.marks} />
          <Table bigram={value.bigram} row={params.row} onRow={(row) => change({ row })} />
          <Written bigram={value.bigram} />
          <TrainedTable of={figure} counted={value} />
        </>
      ) : null}
      <LongTextFold of={own} label="Use a text of your own" aside={used ? 'in use' : `${int(LEAST)} characters or more`} />
    </Figure>
  )
})

function Marks({ uniformBits, singleBits, countedBits, perplexity, pairs }: ReturnType<typeof marksOf>) {
  return (
    <Readings>
      <BigNumber
        label="guessing"
        value={<UniformBits characters={Math.round(2 ** uniformBits)} bits={uniformBits} />}
        unit="bits"
        context="among all characters"
      />
      <BigNumber label="single characters" value={fixed(singleBits)} unit="bits" context="each by its share" />
      <BigNumber
        label="pairs"
        value={fixed(countedBits)}
        unit="bits"
        context={
          <>
            perplexity <Perplexity bits={countedBits} perplexity={perplexity} />
          </>
        }
      />
      <BigNumber label="pairs seen" value={int(pairs)} />
    </Readings>
  )
}

function Table({ bigram, row, onRow }: { bigram: Bigram; row: string; onRow: (character: string) => void }) {
  const ids = useMemo(() => frequent(bigram, SHOWN), [bigram])
  const [chosen, setChosen] = useState(() => bigram.vocabulary.indexOf(row))
  const shown = chosen > 0 && chosen < bigram.vocabulary.length ? chosen : ids[0]!
  return (
    <div className={css.table}>
      <PairMap
        bigram={bigram}
        ids={ids}
        row={shown}
        onRow={(id) => {
          setChosen(id)
          onRow(bigram.vocabulary[id]!)
        }}
      />
      <FollowerTable bigram={bigram} row={shown} />
    </div>
  )
}

/** The table at work: the next character is rolled from the row of the last. */
function Written({ bigram }: { bigram: Bigram }) {
  const [seed, setSeed] = useState(1)
  const first = Math.max(1, bigram.vocabulary.indexOf('T'))
  const text = useMemo(() => write(bigram, first, WRITTEN, seed), [bigram, first, seed])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div role="group" aria-label="What the counts write" className={css.written}>
      <p className={css.sample}>{text}</p>
      <Button onClick={() => setSeed(seed + 1)}>Roll again</Button>
    </div>
  )
}
