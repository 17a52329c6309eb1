/** The visitor's turn: type, and the next letter's probabilities and the heads' attention follow each key. */
import { contextOf, useSession } from '../../session/index.ts'
import { Instrument } from '../../ui/Instrument.tsx'
import { Failure } from '../../instruments/Failure.tsx'
import { HeadMap } from '../../instruments/HeadMap.tsx'
import { lastTokens, useAttention } from '../../instruments/attention.ts'
import { NextToken } from '../../instruments/NextToken.tsx'
import { PromptBox } from '../../instruments/PromptBox.tsx'
import { modelName } from '../../instruments/words.ts'
import css from './AskIt.module.css'

/** As many tokens as a phone's width can show. */
const MAP_TOKENS = 16

export function AskIt() {
  const current = useSession((s) => s.current)
  const unit = current?.spec?.tokenizer ? 'token' : 'character'
  // the map rests while the model writes: it would change with every letter
  const text = useSession((s) => (s.sampler.busy ? s.sampler.base : contextOf(s.sampler)))
  return (
    <div className={css.ask}>
      <Instrument
        name="Your turn"
        title="type, and see what the model expects next"
        footer={<span>{current ? `answers: ${modelName(current)}, which read ${current.textTitle}` : 'no model is open yet'}</span>}
      >
        <div className={css.parts}>
          <div className={css.type}>
            <PromptBox />
            <p>
              The model reads what you type and gives every {unit} that it knows a share: how likely that one comes next. Sample lets it
              choose, one {unit} after another.
            </p>
            <Failure place="sampler" where="Writing" />
          </div>
          <section aria-label="What comes next">
            <h3 className={css.head}>What comes next</h3>
            <NextToken rows={7} />
          </section>
          <section aria-label="Who reads from whom">
            <h3 className={css.head}>Who reads from whom</h3>
            <Attended text={lastTokens(text, MAP_TOKENS)} />
          </section>
        </div>
      </Instrument>
    </div>
  )
}

function Attended({ text }: { text: string }) {
  const { attention, failure } = useAttention(text)
  if (failure) return <p className="cap">! {failure}</p>
  if (!attention) return <p className="cap">The map is drawn as soon as a model is open and there is text to read.</p>
  return <HeadMap attention={attention} />
}
