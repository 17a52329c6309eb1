/** Four rulers under one pointer, and where some models stand on them. */
import { useModel } from '../../../instruments/model.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { Button } from '../../../ui/Button.tsx'
import { fixed, int, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './LossUnits.module.css'
import { Rulers } from './Rulers.tsx'
import { GPT1_PERPLEXITY, GPT1_VOCABULARY, MOST } from './units.ts'
import widget from './widget.ts'

export default draw(widget, function LossUnits(figure) {
  const { params, change } = figure
  const { model } = useModel()
  const marks = [
    ...(model?.validationLoss ? [{ name: 'this model, held-out text', nats: model.validationLoss }] : []),
    ...(model ? [{ name: `an even guess among ${int(model.config.nVocab)}`, nats: Math.log(model.config.nVocab) }] : []),
    { name: `GPT-1, perplexity ${GPT1_PERPLEXITY}`, nats: Math.log(GPT1_PERPLEXITY) },
    { name: `an even guess among ${int(GPT1_VOCABULARY)}`, nats: Math.log(GPT1_VOCABULARY) },
  ]
  return (
    <Figure of={figure} name="Units" title="one loss, four ways to write it">
      {({ nats, bitsPerToken, bitsPerCharacter, perplexity, share: mean }) => (
        <>
          <Readings>
            <BigNumber label="loss" value={fixed(nats)} unit="nats a token" context={`${fixed(bitsPerToken)} bits a token`} />
            <BigNumber
              label="perplexity"
              value={perplexity < 100 ? fixed(perplexity) : int(perplexity)}
              context={`a typical share of ${share(mean)}`}
            />
            <BigNumber
              label="bits per character"
              value={fixed(bitsPerCharacter)}
              context={`${fixed(params.perToken, 1)} characters a token`}
            />
          </Readings>
          <Rulers nats={nats} perToken={params.perToken} marks={marks} />
          <div className={css.knobs}>
            <Scale
              label="loss, nats a token"
              value={nats}
              min={0}
              max={MOST}
              step={0.05}
              format={(value) => fixed(value)}
              onChange={(next) => change({ nats: Number(next.toFixed(2)) })}
            />
            <Scale
              label="characters a token"
              value={params.perToken}
              min={1}
              max={8}
              step={0.1}
              format={(value) => fixed(value, 1)}
              onChange={(next) => change({ perToken: Number(next.toFixed(1)) })}
            />
          </div>
          <p className={css.marks}>
            Set it to:{' '}
            {marks.map(({ name, nats: to }) => (
              <Button key={name} look="text" onClick={() => change({ nats: Number(to.toFixed(3)) })}>
                {name}
              </Button>
            ))}
          </p>
        </>
      )}
    </Figure>
  )
})
