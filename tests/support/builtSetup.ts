/** Builds the course before any end-to-end test starts, so that files that run side by side do not each build it. */
import { ensureBuilt } from './built.ts'

export default ensureBuilt
