/** Every head of the open model as a small map of the learner's text; a pressed one is enlarged. */
import { useEffect, useMemo, useState } from 'react'
import { AttentionMap } from '../../../figures/AttentionMap.tsx'
import { core } from '../../../session/index.ts'
import { fixed, share } from '../../../ui/format.ts'
import { Instrument } from '../../../ui/Instrument.tsx'
import { Twin } from '../../../ui/Twin.tsx'
import type { WidgetProps } from '../../contract.ts'
import { headOf, lastTokens, MOST_TOKENS } from '../../shared/attention.ts'
import { Computing } from '../../shared/Computing.tsx'
import { useComputed, useModel } from '../../shared/computed.ts'
import { OwnText, useOwnText } from '../../shared/OwnText.tsx'
import { Share } from '../../shared/Share.tsx'
import { modelName } from '../../shared/words.ts'
import css from './HeadGallery.module.css'
import { type Head, headsOf, readingsOf, type Trait } from './heads.ts'
import { HeadTable } from './HeadTable.tsx'
import type { HeadGalleryParams } from './meta.ts'
import { Thumbnail } from './Thumbnail.tsx'

export default function HeadGallery({
  text: given = 'the old man and the sea',
  head,
  onParams,
  onReadings,
}: WidgetProps<HeadGalleryParams>) {
  const { model, handle, version } = useModel()
  const [text, setText] = useOwnText(given, onParams)
  const [chosen, setChosen] = useState(head)
  const [trait, setTrait] = useState<Trait | null>(null)
  const computed = useComputed(handle && text !== '' ? () => core.attention(handle, lastTokens(text)) : null, [version, text])
  const attention = computed.value
  const heads = useMemo(() => (attention ? headsOf(attention) : []), [attention])
  useEffect(() => {
    if (heads.length > 0) onReadings?.(readingsOf(heads))
  }, [heads, onReadings])
  const shown = heads.find(({ name }) => name === chosen) ?? heads[0]
  const press = (name: string): void => {
    setChosen(name)
    onParams?.({ head: name })
  }
  return (
    <Instrument
      name="Heads"
      title="all of them, on one text"
      footer={
        <>
          <span>{model ? modelName(model) : 'no model is open yet'}</span>
          {heads.length > 0 ? <span>{heads.length} heads</span> : null}
        </>
      }
    >
      <OwnText
        label={`Text; write your own, its last ${MOST_TOKENS} characters are read`}
        value={text}
        onChange={setText}
        rows={1}
        most={60}
      />
      <Computing
        of={computed}
        where="All heads at once"
        busy="reading the text …"
        waiting="The heads are shown as soon as a model is open and there is text."
      />
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
                    onClick={() => press(name)}
                  >
                    <Thumbnail weights={headOf(attention, layer, h)} tokens={attention.tokens.length} />
                    <span className="n">{name}</span>
                  </button>
                ))}
              </fieldset>
            }
          />
          <p role="status">{sentenceOf(shown)}</p>
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
    </Instrument>
  )
}

const sentenceOf = ({ name, distance, entropy, previous, self, first }: Head): string =>
  `Head ${name} looks back ${fixed(distance, 1)} tokens on average. Its shares: ${share(previous, 2)} on the previous token, ${share(self, 2)} on itself, ${share(first, 2)} on the first token; their entropy is ${fixed(entropy, 2)} bits.`
