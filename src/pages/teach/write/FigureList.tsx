/** Every figure of the course, to be searched: what it shows, what it takes with its ranges, and a block of it for the lesson. */
import { useEffect, useState } from 'react'
import { widgets } from 'virtual:widgets'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import type { AnyWidget } from '../../../widgets/frame/define.ts'
import { accepts } from '../../../widgets/frame/params.ts'
import { loads } from '../../../widgets/registry.ts'
import { FigureSearch } from '../figures/FigureSearch.tsx'
import { exampleOf, type Parameter, parametersOf } from '../../gallery/parameters.ts'
import { widgetBlock } from './blocks.ts'
import css from './WritePage.module.css'

const figures = Object.values(widgets).sort((a, b) => a.title.localeCompare(b.title))

export function FigureList({ onInsert }: { onInsert: (block: string) => void }) {
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <FigureSearch figures={figures} open={chosen} onOpen={(id) => setChosen(chosen === id ? null : id)}>
      {chosen === null ? null : <Chosen key={chosen} id={chosen} onInsert={onInsert} />}
    </FigureSearch>
  )
}

function Chosen({ id, onInsert }: { id: string; onInsert: (block: string) => void }) {
  const [widget, setWidget] = useState<AnyWidget | null>(null)
  const [missing, setMissing] = useState(false)
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => {
    let here = true
    void loads[id]!().then(
      (drawn) => here && setWidget(drawn.widget),
      () => here && setMissing(true),
    )
    return () => {
      here = false
    }
  }, [id])
  if (missing)
    return (
      <Notice kind="failure" hint="Check the connection, and choose it again.">
        Its code did not load.
      </Notice>
    )
  if (!widget) return <p className="cap">Opening …</p>
  const needed = Object.fromEntries(Object.entries(exampleOf(widget)).map(([name, value]) => [name, String(value)]))
  const set = { ...needed, ...given }
  const refused = Object.entries(set).some(([name, value]) => value !== '' && !accepts(widget.entries[name], value))
  const readings = Object.entries(widget.readings)
  return (
    <div className={css.chosen}>
      <div className={css.parameters}>
        {parametersOf(widget).map((parameter) => (
          <One
            key={parameter.name}
            parameter={parameter}
            value={set[parameter.name] ?? ''}
            usual={widget.defaults[parameter.name]}
            wrong={(set[parameter.name] ?? '') !== '' && !accepts(widget.entries[parameter.name], set[parameter.name])}
            onChange={(value) => setGiven({ ...given, [parameter.name]: value })}
          />
        ))}
      </div>
      {readings.length > 0 ? (
        <p className="cap">
          For the goal of a challenge it measures{' '}
          {readings.map(([name, what], i) => (
            <span key={name}>
              {i > 0 ? '; ' : ''}
              <code>{name}</code>, {what}
            </span>
          ))}
          .
        </p>
      ) : null}
      <pre className={css.block}>{widgetBlock(id, set)}</pre>
      <Button disabled={refused} onClick={() => onInsert(widgetBlock(id, set))}>
        Insert after the cursor’s line
      </Button>
    </div>
  )
}

interface OneProps {
  parameter: Parameter
  value: string
  usual: unknown
  wrong: boolean
  onChange: (value: string) => void
}

function One({ parameter: { name, needed, takes }, value, usual, wrong, onChange }: OneProps) {
  const otherwise = usual === undefined ? '' : `; else ${String(usual).slice(0, 40)}`
  return (
    <Field
      label={needed ? `${name}, must be given` : name}
      hint={`${takes}${otherwise}`}
      error={wrong ? takes : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
