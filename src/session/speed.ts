/** The speed that runs are sized by: the one first measured, because a page that is opened again measures a little more or less and must suggest the same run. */
import type { DeviceInfo } from '../worker/protocol.ts'
import type { Keep } from './context.ts'

const SPEED = 'pathway.speed'
/** A later measurement is believed instead where it is so many times the first, or so small a part of it. */
const SURE = 1.8

/** In GFLOP/s; undefined where no device has started. */
export function speedToSizeBy(device: DeviceInfo | null, keep: Keep): number | undefined {
  if (!device) return undefined
  const [adapter, first] = (keep.get(SPEED) ?? '').split('\n')
  const known = adapter === device.adapter ? Number(first) : Number.NaN
  const measured = device.gflopsPerSecond
  const speed = known < SURE * measured && measured < SURE * known ? known : measured
  keep.set(SPEED, `${device.adapter}\n${speed}`)
  return speed
}
