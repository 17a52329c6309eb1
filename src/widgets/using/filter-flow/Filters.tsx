/** The filters' sliders: each stands under its column where there is room. */
import { FilterScales } from '../../../instruments/FilterScales.tsx'
import type { Choices } from './chain.ts'
import css from './FilterFlow.module.css'

export interface FiltersProps {
  choices: Choices
  vocabulary: number
  onChange: (change: Partial<Choices>) => void
}

export function Filters({ choices: { penalty, ...rest }, vocabulary, onChange }: FiltersProps) {
  return (
    <div className={css.under}>
      <div className={css.filters}>
        <span className={css.label} />
        <FilterScales
          settings={{ ...rest, repetitionPenalty: penalty }}
          vocabulary={vocabulary}
          onChange={({ repetitionPenalty, ...change }) =>
            onChange({ ...change, ...(repetitionPenalty !== undefined && { penalty: repetitionPenalty }) })
          }
        />
      </div>
    </div>
  )
}
