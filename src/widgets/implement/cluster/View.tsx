/** The devices side by side, each filled with what it holds; a step as computing and sending; and how long GPT-1 would take. */
import { useSession } from '../../../session/index.ts'
import { BigNumber, Readings } from '../../../ui/BigNumber.tsx'
import { span } from '../../../ui/amounts.ts'
import { bytes, fixed, int, magnitude, share } from '../../../ui/format.ts'
import { Scale } from '../../../ui/Scale.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { draw } from '../../frame/draw.tsx'
import { Figure } from '../../frame/Figure.tsx'
import css from './Cluster.module.css'
import { CARD, type Cost, costOf, GPT1, type Memory, TOKENS } from './cluster.ts'
import widget, { settingOf } from './widget.ts'

export default draw(widget, function Cluster(figure) {
  const { params, change } = figure
  const device = useSession((s) => s.device)
  const here = device ? device.gflopsPerSecond * 1e9 : null
  const setting = settingOf(params)
  const rate = params.device === 'here' && here ? here : CARD
  return (
    <Figure
      of={figure}
      name="Cluster"
      title="GPT-1’s training step, shared"
      busy="counting …"
      waiting="The memory is counted as soon as the core has started."
      controls={
        <div className={css.controls}>
          <Scale
            label="devices"
            value={params.log2}
            min={0}
            max={10}
            step={1}
            format={(log2) => int(2 ** log2)}
            onChange={(log2) => change({ log2 })}
          />
          <Scale
            label="windows a step, over all"
            value={Math.log2(params.batch)}
            min={3}
            max={12}
            step={1}
            format={(log) => int(2 ** log)}
            onChange={(log) => change({ batch: 2 ** log })}
          />
          <Scale
            label="windows at a time"
            value={params.micro}
            min={1}
            max={64}
            step={1}
            format={int}
            onChange={(micro) => change({ micro })}
          />
          <Scale
            label="GB/s between them"
            value={Math.log10(params.link)}
            min={-1}
            max={2.9}
            step={0.1}
            format={(log) => fixed(10 ** log, log < 1 ? 1 : 0)}
            onChange={(log) => change({ link: Number((10 ** log).toPrecision(2)) })}
          />
          <Segmented
            label="How the work is shared"
            value={params.way}
            options={[
              { value: 'ddp', label: 'DDP: copies' },
              { value: 'fsdp', label: 'FSDP: shards' },
            ]}
            onChange={(way) => change({ way })}
          />
          <Segmented
            label="Bits of a number"
            value={params.precision}
            options={[
              { value: '32', label: '32 bits' },
              { value: '16', label: 'mixed, 16 and 32' },
            ]}
            onChange={(precision) => change({ precision })}
          />
          <Segmented
            label="Device"
            value={params.device}
            options={[
              { value: 'card', label: 'cards of 2018' },
              { value: 'here', label: 'this machine' },
            ]}
            onChange={(next) => change({ device: next })}
          />
        </div>
      }
      footer={
        <span>
          {params.device === 'here' && here
            ? `each as fast as this machine was measured: ${fixed(here / 1e9, 1)} gigaflop/s`
            : `each at ${fixed(CARD / 1e12, 1)} teraflop/s, a third of a card’s peak`}
        </span>
      }
    >
      {({ account, block }) => {
        const cost = costOf(account, block, GPT1.nCtx, rate, setting)
        return (
          <>
            <Devices
              memory={cost.memory}
              total={cost.total}
              alone={costOf(account, block, GPT1.nCtx, rate, { ...setting, devices: 1 }).total}
              devices={setting.devices}
            />
            <Numbers cost={cost} />
            <p className="cap">
              a step of {span(cost.computing + cost.sending)}: <span className="residual">computing</span> {share(cost.efficiency, 2)},{' '}
              <span className="gradient">sending</span> {share(1 - cost.efficiency, 2)}; {int(cost.accumulations)}{' '}
              {cost.accumulations === 1 ? 'pass' : 'passes'} of a device before it steps
            </p>
            <div className={css.step} aria-hidden="true">
              <i style={{ flexGrow: cost.efficiency }} />
              <i style={{ flexGrow: 1 - cost.efficiency }} />
            </div>
          </>
        )
      }}
    </Figure>
  )
})

function Numbers({ cost }: { cost: Cost }) {
  const [memory, memoryUnit] = bytes(cost.total)
  const [sent, sentUnit] = bytes(cost.sent)
  const [speed, speedUnit] = magnitude(cost.tokensPerSecond)
  return (
    <Readings>
      <BigNumber label="memory of a device" value={memory} unit={memoryUnit} />
      <BigNumber label="each sends in a step" value={sent} unit={sentUnit} />
      <BigNumber label="together" value={speed} unit={`${speedUnit} tokens/s`} />
      <BigNumber label="GPT-1’s training" value={span(TOKENS / cost.tokensPerSecond)} context="a hundred times through its books" />
    </Readings>
  )
}

const KINDS: readonly { key: keyof Memory; name: string; colour: string }[] = [
  { key: 'weights', name: 'weights', colour: 'value' },
  { key: 'gradients', name: 'gradients', colour: 'gradient' },
  { key: 'moments', name: 'Adam’s moments', colour: 'key' },
  { key: 'activations', name: 'activations', colour: 'residual' },
]
/** More are not drawn one by one. */
const DRAWN = 64

/** Full height is what one device alone would hold. */
function Devices({ memory, total, alone, devices }: { memory: Memory; total: number; alone: number; devices: number }) {
  const top = Math.max(total, alone)
  const drawn = Math.min(DRAWN, devices)
  return (
    <>
      <div
        className={css.devices}
        style={{ '--a-device': drawn > 16 ? '6px' : '18px', gridTemplateColumns: `repeat(${drawn}, 1fr)` } as React.CSSProperties}
        role="img"
        aria-label={`${int(devices)} devices, each with ${KINDS.map(({ key, name }) => `${bytes(memory[key]).join(' ')} of ${name}`).join(', ')}.`}
      >
        {Array.from({ length: drawn }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: devices are alike
          <span key={i} className={css.device}>
            {KINDS.map(({ key, colour }) => (
              <i key={key} className={css.bar} style={{ blockSize: `${(100 * memory[key]) / top}%`, background: `var(--${colour})` }} />
            ))}
          </span>
        ))}
      </div>
      <p className={css.key}>
        {KINDS.map(({ key, name, colour }) => (
          <span key={key}>
            <i style={{ background: `var(--${colour})` }} aria-hidden="true" />
            {name} {bytes(memory[key]).join(' ')}
          </span>
        ))}
        {devices > DRAWN ? (
          <span>
            {DRAWN} of {int(devices)} drawn
          </span>
        ) : null}
      </p>
    </>
  )
}
