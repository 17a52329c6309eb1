/** The model map as an instrument: what of the model is open, in which mode, and the text that it reads. */
import { memo, useMemo, useState } from 'react'
import { familyOf, variantOf } from '../../core/config/variant.ts'
import type { Mode } from '../../figures/map/data.ts'
import { layoutMap, NARROW, placeOf, placeText } from '../../figures/map/layout.ts'
import { MapTable } from '../../figures/map/MapTable.tsx'
import { MiniMap } from '../../figures/map/MiniMap.tsx'
import { ModelMap } from '../../figures/map/ModelMap.tsx'
import { boxOfCell, type Cell } from '../../figures/map/pointed.ts'
import type { Part, Place, Scene } from '../../figures/map/scene.ts'
import { useView } from '../../figures/map/useView.ts'
import { useWidth } from '../../figures/useWidth.ts'
import { fixed, int, share, visible } from '../../ui/format.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Twin } from '../../ui/Twin.tsx'
import { useInView } from '../../ui/useInView.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import { useReducedMotion } from '../core.ts'
import type { ReadModel } from '../model.ts'
import { CellCard } from './CellCard.tsx'
import { explainCell } from './cells.ts'
import { Crumbs } from './Crumbs.tsx'
import { ExpectedList } from './ExpectedList.tsx'
import { Lead } from './Lead.tsx'
import { Legend } from './Legend.tsx'
import { mapKey } from './mapKey.ts'
import css from './MapPanel.module.css'
import { HEIGHT, MOST_HEIGHT, WIDE } from './places.ts'
import { Pocket } from './Pocket.tsx'
import type { MapReading } from './read.ts'
import { sayPart } from './sayPart.ts'
import { standsInPlace, TextLine } from './TextLine.tsx'
import { useMapNumbers } from './useMapNumbers.ts'
import { ZoomButtons } from './ZoomButtons.tsx'

export interface MapPanelProps {
  read: ReadModel
  model: ModelSummary
  reading: MapReading
  text: string
  most: number
  mode: Mode
  /** "2.1": block 2, head 1; empty: the whole model; undefined: what shows most, which in a narrow frame is one block open */
  open: string | undefined
  /** a handle's name: what is lit while no word is pointed at */
  lit?: string
  /** a small one stands in the margin while this one is out of view */
  follow?: boolean
  onText(text: string): void
  onMode(mode: Mode): void
  onOpen(open: string): void
}

const MODES = [
  { value: 'forward', label: 'Forward' },
  { value: 'backward', label: 'Backward' },
  { value: 'change', label: 'Change' },
] as const

/** Typing makes the figure around it busy and idle again with every letter: that alone draws nothing anew. */
export const MapPanel = memo(function MapPanel(props: MapPanelProps) {
  const { read, model, reading, text, most, mode, open, lit = null, follow = false, onText, onMode, onOpen } = props
  const { ref, width } = useWidth<HTMLDivElement>(1100)
  const { tokens } = reading
  const { config } = model
  const narrow = width < NARROW
  const middle = narrow && config.nLayer <= 8 ? String(Math.floor(config.nLayer / 2)) : ''
  const place = useMemo(() => placeOf(open ?? middle), [open, middle])
  const scene = useMemo(
    () => layoutMap({ config, tokens, frame: { width, height: config.nLayer > 8 ? MOST_HEIGHT : HEIGHT } }, place),
    [config, tokens, width, place],
  )
  const frame = useMemo(
    () => ({ width, height: narrow ? scene.height : Math.min(MOST_HEIGHT, scene.height) }),
    [width, narrow, scene.height],
  )
  const seen = useInView(ref, true)
  const zoom = useView(scene, frame, useReducedMotion())
  const { numbers, said: state, canChange } = useMapNumbers({ read, model, reading, scene, mode })
  const [part, setPart] = useState<string | null>(null)
  const [cell, setCell] = useState<Cell | null>(null)
  const go = (next: Place) => {
    setCell(null)
    setPart(null)
    onOpen(placeText(next))
  }
  const press = (hit: Part, at: Cell | null) => {
    if (hit.opens && !(zoom.view.k > 3 && at)) return go(hit.opens)
    setPart(hit.id)
    setCell(at)
  }
  const gpt = familyOf(config) === 'gpt'
  const pre = gpt && variantOf(config).norm === 'pre'
  const key = mapKey({
    scene,
    zoom,
    place,
    part,
    cell,
    gpt,
    canChange,
    onPart: setPart,
    onCell: setCell,
    onOpen: go,
    onMode,
    onPress: press,
  })
  const explained = useMemo(
    () => (cell ? explainCell({ config, scene, cell, tokens, activations: reading.activations, weights: numbers.weights }) : null),
    [config, scene, cell, tokens, reading.activations, numbers.weights],
  )
  const box = cell && boxOfCell(scene, cell)
  const word = tokens.every((token) => [...token].length === 1) ? 'letters' : 'tokens'
  const line = { text, tokens, scene, view: zoom.view, whole: zoom.whole }
  const [best] = reading.expected
  const walked = part ? scene.parts.find(({ id }) => id === part) : undefined
  const whole = useMemo(
    () => (place.head === undefined || narrow ? null : layoutMap({ config, tokens, frame: { width, height: HEIGHT } })),
    [place.head, narrow, config, tokens, width],
  )
  const small = useMemo(
    () => (follow && !seen ? layoutMap({ config, tokens, frame: { width: WIDE, height: HEIGHT } }) : null),
    [follow, seen, config, tokens],
  )
  const said = walked ? sayPart(walked, { scene, tokens, activations: reading.activations, pre }) : ''
  const where =
    place.layer === undefined
      ? `${config.nLayer} ${gpt ? 'blocks' : 'layers'}`
      : place.head === undefined
        ? `block ${place.layer}`
        : `block ${place.layer}, head ${place.head}`
  const modes = <Segmented label="What the map shows" value={mode} options={MODES} onChange={onMode} />
  return (
    <div ref={ref}>
      {narrow ? <div className={css.modes}>{modes}</div> : null}
      <Twin
        prints
        caption={gpt && place.layer !== undefined ? <Crumbs open={place} onOpen={go} /> : state}
        controls={
          <>
            {narrow ? null : modes}
            <ZoomButtons zoom={zoom} />
          </>
        }
        table={() => <MapTable {...{ scene, numbers, tokens }} open={place} />}
        figure={
          <ModelMap
            {...{ scene, numbers, zoom, frame, part, cell, lit }}
            label={`Model map: ${where} over ${tokens.length} ${word}. The likeliest next is ${best ? `${visible(best.token)}, ${share(best.share)}` : 'not known yet'}. Arrow keys move, Enter opens, Escape goes back.`}
            said={said}
            onPress={press}
            onKey={key}
          >
            {scene.list && zoom.whole ? (
              <ExpectedList tokens={tokens} expected={reading.expected} box={scene.list} view={zoom.view} />
            ) : null}
            {whole && scene.lead && zoom.whole ? <MiniMap scene={whole} numbers={numbers} layer={place.layer!} width={216} /> : null}
            {scene.lead && zoom.whole ? (
              <Lead {...{ place, tokens, reading, config }} box={scene.lead} view={zoom.view} word={word.slice(0, -1)} />
            ) : null}
            {zoom.whole && !narrow && gpt && place.layer === undefined ? (
              <Legend scene={scene} view={zoom.view} width={config.nEmbd} letters={tokens.length} word={word} />
            ) : null}
            {place.head === undefined ? <TextLine {...line} most={most} onText={onText} /> : null}
            {place.layer === undefined && !narrow && gpt && standsInPlace(line) ? (
              <span
                className={css.hint}
                aria-hidden="true"
                style={{
                  left: (scene.columns.x + scene.columns.w) * zoom.view.k + zoom.view.x + 14,
                  top: (scene.height - 27) * zoom.view.k + zoom.view.y,
                }}
              >
                type here, and the map follows
              </span>
            ) : null}
            {cell && explained && box ? (
              <CellCard
                key={`${cell.part} ${cell.row} ${cell.column}`}
                {...{ explained, text, model, read }}
                row={cell.row % Math.max(1, tokens.length)}
                column={cell.column}
                letters={tokens.length}
                style={cardAt(
                  scene,
                  cell.part,
                  { x: box.x * zoom.view.k + zoom.view.x, y: box.y * zoom.view.k + zoom.view.y, w: box.w * zoom.view.k },
                  frame,
                )}
                onClose={() => setCell(null)}
              />
            ) : null}
          </ModelMap>
        }
      />
      <p className={`cap ${css.said}`}>
        {said ||
          (place.layer === undefined
            ? `One scale: a row of ${int(config.nEmbd)} numbers is ${fixed(scene.scale.number * config.nEmbd, 0)} px high, a ${word.slice(0, -1)} ${fixed(scene.scale.letter, 1)} px wide in a branch and ${fixed(scene.scale.column, 1)} on the stem.`
            : `Here a row of ${int(config.nEmbd)} numbers is ${fixed(scene.scale.number * config.nEmbd, 0)} px high, and a ${word.slice(0, -1)} ${fixed(scene.scale.letter, 1)} px wide.`)}{' '}
        {place.layer === undefined ? '' : state}
      </p>
      {small ? <Pocket scene={small} numbers={numbers} onBack={() => ref.current?.scrollIntoView({ block: 'center' })} /> : null}
    </div>
  )
}, same)

function same(a: MapPanelProps, b: MapPanelProps): boolean {
  const names = Object.keys(b) as (keyof MapPanelProps)[]
  return names.every(
    (name) => Object.is(a[name], b[name]) || (name === 'read' && a.read.version === b.read.version && a.read.model === b.read.model),
  )
}

const CARD = { width: 306, height: 345 }

/** Beside the cell, and inside the frame. */
function cardAt(
  scene: Scene,
  part: string,
  { x, y, w }: { x: number; y: number; w: number },
  frame: { width: number; height: number },
): { left: number; top: number } {
  // Of an open head the upper right half is empty.
  const shares = scene.tensors.find((item) => item.part === part && item.kind === 'shares')?.box
  if (shares && shares.w > 400 && x < shares.x + shares.w) return { left: shares.x + shares.w - CARD.width, top: 4 }
  const right = x + w + 12
  const left = right + CARD.width < frame.width ? right : Math.max(4, x - CARD.width - 12)
  return { left: Math.min(left, Math.max(4, frame.width - CARD.width - 4)), top: Math.max(4, Math.min(y - 60, frame.height - CARD.height)) }
}
