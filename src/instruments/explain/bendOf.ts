/** The bend of a hidden unit, GELU or ReLU, part by part. */
import { gelu } from '../../core/ops/linear/reference.ts'

export const ROOT = Math.sqrt(2 / Math.PI)
export const CUBIC = 0.044715

/** What stands inside tanh, its tanh, and what comes out. */
export function bendOf(activation: 'gelu' | 'relu', x: number): { inner: number; tanh: number; y: number } {
  const inner = ROOT * (x + CUBIC * x ** 3)
  return { inner, tanh: Math.tanh(inner), y: activation === 'gelu' ? gelu(x) : Math.max(0, x) }
}
