/** The arithmetic of a plan, read off it before anything runs. */
import { ops } from '../ops/registry.ts'
import type { Plan } from './plan.ts'

/** Floating-point operations of one replay; a multiply-add counts as two. */
export const flopsOf = (plan: Plan): number => plan.calls.reduce((sum, call) => sum + ops[call.op].flops(call), 0)
