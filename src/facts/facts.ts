/** Every fact about published models that the course states, by its key: lessons write `{fact:gpt1.parameters}`, figures read it here. */
import { GPT1 } from './gpt1.ts'
import { LATER } from './later.ts'
import { SCALING } from './scaling.ts'

export const FACTS = { ...GPT1, ...LATER, ...SCALING } as const

export type FactKey = keyof typeof FACTS

/** The fact's number or words. */
export const fact = <K extends FactKey>(key: K): (typeof FACTS)[K]['value'] => FACTS[key].value
