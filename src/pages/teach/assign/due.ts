/** A due date between its field, which has this browser's clock, and the assignment, which has a moment with its zone. */

/** `2027-03-01T23:59+01:00` as this browser's clock has it, for its field. */
export function localOf(due: string | null): string {
  if (due === null || !Number.isFinite(Date.parse(due))) return ''
  const at = new Date(due)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** What its field gives, with the zone of this browser at that moment: students elsewhere have the same moment. */
export function withZone(local: string): string | null {
  if (local === '') return null
  const minutes = -new Date(local).getTimezoneOffset()
  const two = (value: number): string => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${local.slice(0, 16)}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
