/** Every head of the open model as a small map of the learner's text; a pressed one is enlarged. */
import { useState } from 'react'
import { AttentionMap } from '../../../figures/AttentionMap.tsx'
import { fixed, share } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import { headOf, lastTokens, MOST_TOKENS } from '../../../instruments/attention.ts'
import { OwnText } from '../../../instruments/OwnText.tsx'
import { Share } from '../../../instruments/explain/Share.tsx'
import css from './HeadGallery.module.css'
import { Distances } from './Distances.tsx'
import { evenHead, type Head, type Trait } from './heads.ts'
import { HeadTable } from './HeadTable.tsx'
import { Thumbnail } from './Thumbnail.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import widget from './widget.ts'

export default draw(widget, function HeadGallery(figure) {
  const { params, change, value } = figure
  const { text } = params
  const [trait, setTrait] = useState<Trait | null>(null)
  const { attention = null, heads = [] } = value ?? {}
  const shown = heads.find(({ name }) => name === params.head) ?? heads[0]
  return (
    <Figure
      of={figure}
      busy="reading the text …"
      waiting="The heads are shown as soon as a model is open and there is text."
      controls={
        <OwnText
          label={`Text; write your own, its last ${MOST_TOKENS} characters are read`}
          value={text}
          onChange={(next) => change({ text: next })}
          rows={1}
          most={60}
        />
      }
      name="Heads"
      title="all of them, on one text"
      footer={heads.length > 0 ? <span>{heads.length} heads</span> : null}
    >
      {attention && shown ? (
        <>
          <Twin
            caption="each row of maps is a layer; press a map to enlarge it"
            table={() => <HeadTable attention={attention} heads={heads} trait={trait} onTrait={setTrait} />}
            figure={
              <fieldset
                aria-label="heads"
                className={css.grid}
                style={{ gridTemplateColumns: `repeat(${attention.nHead}, minmax(56px, 1fr))` }}
              >
                {heads.map(({ name, layer, head: h }) => (
                  <button
                    key={name}
                    type="button"
                    aria-pressed={name === shown.name}
                    aria-label={`layer ${layer}, head ${h}`}
                    onClick={() => change({ head: name })}
                  >
                    <Thumbnail weights={headOf(attention, layer, h)} tokens={attention.tokens.length} />
                    <span className="n">{name}</span>
                  </button>
                ))}
              </fieldset>
            }
          />
          <Distances heads={heads} tokens={attention.tokens.length} shown={shown.name} />
          <p role="status">{sentenceOf(shown, evenHead(attention.tokens.length))}</p>
          <AttentionMap
            tokens={attention.tokens}
            weights={headOf(attention, shown.layer, shown.head)}
            caption={`layer ${shown.layer}, head ${shown.head}: a row reads, a column is read`}
            number={(row, column, value) => (
              <Share {...{ attention, layer: shown.layer, head: shown.head, row, column, value, text: lastTokens(text) }} />
            )}
          />
        </>
      ) : null}
    </Figure>
  )
})

const sentenceOf = ({ name, distance, entropy, previous, self, first }: Head, even: Pick<Head, Trait>): string =>
  `Head ${name} looks back ${fixed(distance, 1)} tokens on average; even shares would give ${fixed(even.distance, 1)}. Its shares: ${share(previous, 2)} on the previous token, ${share(self, 2)} on itself, ${share(first, 2)} on the first token; their entropy is ${fixed(entropy, 2)} bits, of even shares ${fixed(even.entropy, 2)}.`
