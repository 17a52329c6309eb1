/** Types are taken out of a learner's code, on the line and in the column where they stood. Loads its parser when it is first asked. */
import type { Thrown } from '../sandbox/messages.ts'

export type Stripped = { code: string } | { error: Thrown }

/** What cannot be read is said with its line. */
export async function stripTypes(source: string): Promise<Stripped> {
  const { transform } = await import('sucrase')
  try {
    return { code: transform(source, { transforms: ['typescript'], disableESTransforms: true, keepUnusedImports: true }).code }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const at = /\((\d+):\d+\)/.exec(message)
    return {
      error: { message: message.replace(/^Error transforming .*?: |\s*\(\d+:\d+\)/g, '').slice(0, 500), line: at ? Number(at[1]) : null },
    }
  }
}
