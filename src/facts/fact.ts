/** A fact that lessons and figures state about a published model: its value, and where it stands. */

export interface Fact {
  readonly value: number | string
  /** of the bibliography, with the section: "radford2018 section 4.1" */
  readonly source: string
  /** where the source does not print the number itself: how it follows */
  readonly follows?: string
}

export type Facts = Readonly<Record<string, Fact>>

/** As a sentence has it: thousands take commas, a number under 1 keeps its zero. */
export const sayFact = ({ value }: Fact): string =>
  typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: 12 }) : value
