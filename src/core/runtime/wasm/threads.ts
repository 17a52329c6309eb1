/** How many threads are good for a machine with a page on it. */

/** With more threads than this the work of a small model is divided too finely to gain. */
const MAX_THREADS = 8

/** One core stays free for the page, which draws while a model trains; of two cores both work, or half of the speed would be lost. */
export const threadsFor = (cores = 1): number => Math.min(MAX_THREADS, cores > 2 ? cores - 1 : Math.max(1, cores))
