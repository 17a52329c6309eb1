/** Predicts how long a step takes, from the measured speed of the device and from the steps of earlier runs. */

/** A new measurement counts so much against those before. */
const WEIGHT = 0.3

export class Pace {
  /** real time ÷ predicted time, by device */
  private readonly corrections = new Map<string, number>()

  /** ms for that many floating-point operations on a device of that measured speed */
  predict(device: { adapter: string; gflopsPerSecond: number }, flops: number): number {
    return (flops / (device.gflopsPerSecond * 1e6)) * (this.corrections.get(device.adapter) ?? 1)
  }

  learn(device: { adapter: string; gflopsPerSecond: number }, flops: number, measuredMs: number): void {
    const ratio = measuredMs / (flops / (device.gflopsPerSecond * 1e6))
    if (!Number.isFinite(ratio) || ratio <= 0) return
    const known = this.corrections.get(device.adapter)
    this.corrections.set(device.adapter, known === undefined ? ratio : (1 - WEIGHT) * known + WEIGHT * ratio)
  }
}
