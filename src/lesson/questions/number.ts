/** Numbers as learners type them. */

/** `2.5`, `2,5`, `1,000`, `−3`, `1/8`; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replaceAll('−', '-').replace(/\s/g, '')
  const fraction = /^(-?\d+)\/(\d+)$/.exec(plain)
  if (fraction) return Number(fraction[2]) === 0 ? null : Number(fraction[1]) / Number(fraction[2])
  // A comma before exactly three digits separates thousands; any other is a decimal point.
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
  const dotted = grouped ? plain.replaceAll(',', '') : plain.replace(',', '.')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(dotted) ? Number(dotted) : null
}

/** Whether `value` is near enough; the edge counts, whatever binary fractions make of it. */
export const isRight = (value: number, { answer, tolerance }: { answer: number; tolerance: number }): boolean =>
  Math.abs(value - answer) <= tolerance + 1e-9 * Math.max(1, Math.abs(answer))
