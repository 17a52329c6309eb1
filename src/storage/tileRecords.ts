/** What trials of kernels on this device found, by device: written by the worker, erased with everything else. */
import { openRecords, type Records } from './records.ts'

/** A worker has no other place for strings than IndexedDB: where that is refused, each page tries anew. */
export const openTileRecords = (): Records => openRecords('pathway-tiles', { get: () => null, set: () => {} })
