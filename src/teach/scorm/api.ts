/** The learning platform's end of SCORM 1.2, and where it is found: up the frames, then up those of the window that opened this one. */

/** All arguments and results are strings; what went wrong is asked for afterwards. (SCORM 1.2 Run-Time Environment, section 3.3) */
export interface ScormApi {
  LMSInitialize(nothing: ''): string
  LMSFinish(nothing: ''): string
  LMSGetValue(element: string): string
  LMSSetValue(element: string, value: string): string
  LMSCommit(nothing: ''): string
  LMSGetLastError(): string
  LMSGetErrorString(code: string): string
}

/** What of a window is looked at. Any of it may throw, where another site's page stands in it. */
export interface Frame {
  readonly API?: unknown
  readonly parent?: unknown
  readonly opener?: unknown
}

/** Platforms nest a course in up to four frames; a page that names itself as its parent in a circle must not hold us. */
const MOST_FRAMES = 50

/** A platform may add its API after the course's page has begun to load. */
const PATIENCE_MS = 5000
const PAUSE_MS = 100

/** The API as it can be reached now, or null. */
export function findApi(from: Frame): ScormApi | null {
  const frames = upFrom(from)
  const openers = [from, frames.at(-1)!].map((frame) => within(() => frame.opener)).filter((it) => it !== undefined)
  for (const frame of [...frames, ...openers.flatMap(upFrom)]) {
    const api = within(() => (isApi(frame.API) ? frame.API : undefined))
    if (api) return api
  }
  return null
}

/** Looks for it until it is there, at most five seconds. */
export async function waitForApi(
  from: Frame,
  { patience = PATIENCE_MS, sleep = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms)) } = {},
): Promise<ScormApi | null> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const api = findApi(from)
    if (api || waited >= patience) return api
    await sleep(PAUSE_MS)
  }
}

/** The frame, what it stands in, and so on to the top. A frame of another site is passed: what stands around it may be ours again. */
function upFrom(from: Frame): Frame[] {
  const frames = [from]
  while (frames.length < MOST_FRAMES) {
    const parent = within(() => frames.at(-1)!.parent)
    if (!parent || frames.includes(parent)) break
    frames.push(parent)
  }
  return frames
}

/** What another window gives, or undefined where it gives nothing or refuses. */
function within<T>(look: () => T): (T extends ScormApi | undefined ? ScormApi : Frame) | undefined {
  try {
    return (look() ?? undefined) as never
  } catch {
    return undefined
  }
}

function isApi(value: unknown): value is ScormApi {
  return (
    value !== null && (typeof value === 'object' || typeof value === 'function') && typeof (value as ScormApi).LMSInitialize === 'function'
  )
}
