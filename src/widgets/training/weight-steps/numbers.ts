/** Numbers of very different sizes in few signs: 0.0123, −3.45·10⁻⁵. */
const UP: Record<string, string> = { '-': '⁻', ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, i) => [String(i), sign])) }

/** @param count of significant digits */
export function digits(value: number, count = 3): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 0.01 && size < 1000) return value.toPrecision(count).replace('-', '−')
  const [mantissa, power] = value.toExponential(count - 1).split('e') as [string, string]
  return `${mantissa.replace('-', '−')}·10${[...String(Number(power))].map((sign) => UP[sign]).join('')}`
}
