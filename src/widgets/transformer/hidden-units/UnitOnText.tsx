/** One hidden unit over the text: tinted where it fires, with its two numbers at the token that is spoken of. */
import { TintedText } from '../../../figures/TintedText.tsx'
import { fixed, visible } from '../../../ui/format.ts'
import { Twin } from '../../../ui/Twin.tsx'
import type { ModelSummary } from '../../../worker/protocol.ts'
import css from './HiddenUnits.module.css'
import { Output, PreActivation } from './UnitNumbers.tsx'
import { outputsOf, type Units, unitAt } from './units.ts'

export interface UnitOnTextProps {
  model: ModelSummary
  version: string
  units: Units
  rank: number
}

export function UnitOnText({ rank, ...of }: UnitOnTextProps) {
  const { units } = of
  const { unit, strongest } = unitAt(units, rank)
  const outputs = outputsOf(units, unit)
  const peak = outputs.indexOf(strongest)
  const caption = `output of unit ${unit} of layer ${units.layer} at each token`
  return (
    <>
      <Twin
        caption={caption}
        table={() => (
          <table>
            <caption>{caption}; press a number for its equation</caption>
            <thead>
              <tr>
                <th scope="col">token</th>
                <th scope="col" className="n">
                  pre-activation
                </th>
                <th scope="col" className="n">
                  output
                </th>
              </tr>
            </thead>
            <tbody>
              {outputs.map((_, t) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a token's place is its identity here
                <tr key={t}>
                  <th scope="row">{visible(units.tokens[t]!)}</th>
                  <td className="n">
                    <PreActivation {...of} unit={unit} token={t} />
                  </td>
                  <td className="n">
                    <Output {...of} unit={unit} token={t} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        figure={
          <TintedText
            // another unit is looked at first where it fires most
            key={`${unit} ${units.text}`}
            label={caption}
            tokens={units.tokens}
            tints={outputs.map((value) => value / Math.max(strongest, 1e-6))}
            colour="token"
            first={peak}
            said={(t) => `output ${fixed(outputs[t]!, 3)}`}
          >
            {(t) => (
              <>
                token {t}, {visible(units.tokens[t]!)}: <PreActivation {...of} unit={unit} token={t} /> before the bend,{' '}
                <Output {...of} unit={unit} token={t} /> after it
              </>
            )}
          </TintedText>
        }
      />
      <p className={`cap ${css.peak}`}>
        The fullest tint is its largest output, <Output {...of} unit={unit} token={peak} digits={2} />, at token {peak},{' '}
        {visible(units.tokens[peak] ?? '')}.
      </p>
    </>
  )
}
