/** Begins a thread of Node's that grades: threads do not take over the loader for TypeScript, so it is registered anew. */
import { register } from 'tsx/esm/api'

register()
await import('./gradeServe.ts')
