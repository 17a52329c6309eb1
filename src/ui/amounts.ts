/** Large amounts in words: operations, times and energy over many powers of ten. */
import { duration, fixed, int } from './format.ts'

const SUPER = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 7.16e19 → "7.2·10¹⁹" */
export function power(value: number, digits = 1): string {
  const exponent = Math.floor(Math.log10(value))
  return `${fixed(value / 10 ** exponent, digits)}·10${superscript(exponent)}`
}

export const superscript = (exponent: number): string =>
  String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => SUPER[Number(digit)]!)

const HOUR = 3600
const DAY = 24 * HOUR
const YEAR = 365.25 * DAY

/** Seconds up to millennia. */
export function span(seconds: number): string {
  if (seconds < 2 * DAY) return duration(seconds)
  if (seconds < 2 * YEAR) return `${int(seconds / DAY)} days`
  return `${int(seconds / YEAR)} years`
}

export function energy(kWh: number): string {
  if (kWh < 0.1) return `${fixed(kWh * 1000, kWh < 0.001 ? 2 : 1)} Wh`
  return kWh < 100 ? `${fixed(kWh, 1)} kWh` : kWh < 1e5 ? `${int(kWh)} kWh` : `${int(kWh / 1000)} MWh`
}

/** Tokens, parameters: "821 k", "117 M", "300 G" would be billions. */
export function many(value: number): string {
  for (const [unit, word] of [
    [1e12, ' trillion'],
    [1e9, ' billion'],
    [1e6, ' million'],
  ] as const) {
    if (value >= unit) return `${fixed(value / unit, value >= 10 * unit ? 0 : 1)}${word}`
  }
  return int(value)
}
