/** The sentence and its French from the model and from a dictionary, n-grams marked; below, one head's attention, and how often each head is right. */
import { AlignmentMap } from '../../../figures/AlignmentMap.tsx'
import { HeadScores } from '../../../figures/HeadScores.tsx'
import { Match, NamedTexts } from '../../../figures/NamedTexts.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fixed, int } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import { type Scored, SENTENCES, type Translated } from './translate.ts'
import widget, { ORDERS } from './widget.ts'

export default draw(widget, function Translation(figure) {
  const { params, change } = figure
  const { sentence, own, order } = params
  return (
    <Figure
      of={figure}
      name="Translation"
      title="a sentence in French"
      busy="the model reads the sentence …"
      actions={<Button onClick={() => change({ own: '', sentence: (sentence + 1) % SENTENCES })}>Another sentence</Button>}
      controls={
        <Segmented
          label="Which n-grams are marked"
          value={order}
          options={ORDERS.map((value) => ({ value, label: value === '1' ? 'words' : `${value}-grams` }))}
          onChange={(value) => change({ order: value })}
        />
      }
      footer={<span>the model that comes with this lesson; no sentence here was in its training</span>}
    >
      {(value) => {
        const { nLayer, nHead } = value.reading
        const [layer, head] = [Math.min(params.layer, nLayer - 1), Math.min(params.head, nHead - 1)]
        return (
          <>
            <Texts of={value} n={Number(order)} />
            <Stepper label="layer" value={layer} min={0} max={nLayer - 1} onChange={(layer) => change({ layer })} />
            <Stepper label="head" value={head} min={0} max={nHead - 1} onChange={(head) => change({ head })} />
            <AlignmentMap
              caption={`what layer ${layer}, head ${head} reads of the source as each French word is predicted`}
              columns={value.reading.source}
              words={value.reading.words}
              shares={value.reading.shares[layer]![head]!}
            />
            <HeadScores
              caption={`share of ${int(value.heads.pairs)} pairs of words at which a head reads most the word that is translated`}
              scores={value.heads.right}
            />
            <Field
              label="A sentence of your own, in the world’s words"
              value={own === '' ? value.told.source : own}
              maxLength={90}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => change({ own: target.value })}
            />
          </>
        )
      }}
    </Figure>
  )
})

function Texts({ of: { told, scores }, n }: { of: Translated; n: number }) {
  const said = ({ bleu }: Scored) =>
    `BLEU ${fixed(bleu.score, 1)}; ${n}-grams ${int(bleu.matches[n - 1]!)} of ${int(bleu.totals[n - 1]!)}; brevity ${fixed(bleu.brevity, 3)}`
  const rows = [
    { name: 'English', text: told.source, of: null },
    { name: 'the model writes', text: told.written, of: scores?.model ?? null },
    { name: 'without a model: word by word', text: told.baseline, of: scores?.dictionary ?? null },
  ]
  const right = { name: told.target === told.written ? 'right, word for word' : 'right would be', text: told.target }
  return (
    <NamedTexts
      texts={[
        ...rows.map(({ name, text, of }) => ({ name: of ? `${name} · ${said(of)}` : name, text: of ? <Marked of={of} n={n} /> : text })),
        ...(scores ? [right] : []),
      ]}
    />
  )
}

/** Words and marks are what BLEU counts here, so they stand apart. */
function Marked({ of: { words, counted }, n }: { of: Scored; n: number }) {
  return words.map((word, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a word's place is its identity
    <span key={i}>{counted[n - 1]!.has(i) ? <Match>{word}</Match> : word} </span>
  ))
}
