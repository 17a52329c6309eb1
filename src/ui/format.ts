/** How numbers and tokens are written: thousands take commas, minus is U+2212, shares drop their zero. */

const MINUS = '\u2212'
const sign = (text: string): string => text.replace('-', MINUS)
const missing = '–'
// Made once: a figure that follows what is typed writes numbers many times a second.
const grouped = new Intl.NumberFormat('en-GB')

/** 12345.6 → "12,346" */
export function int(value: number): string {
  return Number.isFinite(value) ? sign(grouped.format(Math.round(value))) : missing
}

/** -3.14159 → "−3.14" */
export function fixed(value: number, digits = 2): string {
  return Number.isFinite(value) ? sign(value.toFixed(digits)) : missing
}

/** A change: 0.25 → "+0.250", -0.25 → "−0.250". */
export const signed = (value: number, digits = 3): string => `${value > 0 ? '+' : ''}${fixed(value, digits)}`

/** A probability: 0.5934 → ".593", and 1 as "1.00". */
export function share(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return missing
  const text = value.toFixed(digits)
  return text.startsWith('0') ? text.slice(1) : (1).toFixed(Math.max(1, digits - 1))
}

/** A small setting in scientific form: 0.0003 → "3e-4", 0.01 → "0.01". */
export function small(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  return Math.abs(value) < 0.01 || Math.abs(value) >= 1e6
    ? String(Number(value.toPrecision(4)).toExponential()).replace('e+', 'e')
    : String(Number(value.toPrecision(4)))
}

/** A magnitude with its unit apart, for large read-outs: 24_600 → ["24.6", "k"]. */
export function magnitude(value: number): [string, string] {
  if (!Number.isFinite(value)) return [missing, '']
  const units = ['', 'k', 'M', 'G', 'T', 'P']
  let scaled = value
  let unit = 0
  while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
    scaled /= 1000
    unit++
  }
  const digits = unit === 0 ? 0 : Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2
  return [sign(scaled.toFixed(digits)), units[unit]!]
}

/** Bytes in decimal units: 106_000_000 → ["106", "MB"]. */
export function bytes(value: number): [string, string] {
  const [number, unit] = magnitude(value)
  return [number, unit === '' ? 'bytes' : `${unit === 'k' ? 'k' : unit}B`]
}

/** 62 → "1 min 02 s"; 8 → "8 s"; 0.4 → "under 1 s"; 4000 → "1 h 07 min". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return missing
  if (seconds < 1) return 'under 1 s'
  const s = Math.round(seconds)
  const two = (n: number): string => String(n).padStart(2, '0')
  if (s < 60) return `${s} s`
  if (s < 3600) return `${Math.floor(s / 60)} min ${two(s % 60)} s`
  const minutes = Math.round(s / 60)
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}

/** A token made visible: blanks and line ends get a sign. */
export function visible(token: string): string {
  return token.replaceAll(' ', '␣').replaceAll('\n', '↵').replaceAll('\t', '⇥').replaceAll('\r', '␍')
}

/** Natural units a token to bits a character. */
export const toBits = (nats: number, charactersPerToken = 1): number => nats / charactersPerToken / Math.LN2
