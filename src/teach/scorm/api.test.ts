/** Finding a platform's API in frames and openers, some of them another site's. */
import { describe, expect, it } from 'vitest'
import { findApi, type Frame, waitForApi } from './api.ts'
import { strictLms } from './testing/strictLms.ts'

interface Made extends Frame {
  API?: unknown
  parent?: Frame
  opener?: Frame | null
}

const { api } = strictLms()
/** A window of another site: whoever looks at more than its frames is refused. */
const foreign = (parent?: Frame): Frame => {
  const frame: Frame = {
    get API(): unknown {
      throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError')
    },
    get parent() {
      return parent ?? frame
    },
    opener: null,
  }
  return frame
}
const top = (own: Partial<Made> = {}): Made => {
  const frame: Made = { opener: null, ...own }
  frame.parent = frame
  return frame
}

describe('the API is found', () => {
  it.each<[string, Frame]>([
    ['in the window itself', top({ API: api })],
    ['in the frame around it', { parent: top({ API: api }) }],
    ['four frames up, as Canvas nests them', { parent: { parent: { parent: top({ API: api }) } } }],
    ['beyond a frame of another site', { parent: foreign(top({ API: api })) }],
    ['in the window that opened it', top({ opener: top({ API: api }) })],
    ['around the window that opened it', top({ opener: { parent: top({ API: api }) } })],
    ['in the window that opened the outermost frame', { parent: top({ opener: top({ API: api }) }) }],
    ['in a function that has methods', top({ API: Object.assign(() => {}, api) })],
  ])('%s', (_, from) => expect(findApi(from)).not.toBeNull())
})

describe('nothing is found', () => {
  it.each<[string, Frame]>([
    ['alone', top()],
    ['in what is called API and is none', top({ API: { version: 2 } })],
    ['in another site’s frames', { parent: foreign() }],
    ['in an opener that refuses', top({ opener: foreign() })],
  ])('%s', (_, from) => expect(findApi(from)).toBeNull())

  it('where frames stand in a circle', () => {
    const [a, b]: [Made, Made] = [{}, {}]
    a.parent = b
    b.parent = a
    expect(findApi(a)).toBeNull()
  })
})

describe('an API that comes late', () => {
  const waits = async (after: number): Promise<[found: boolean, waited: number]> => {
    const frame = top()
    let waited = 0
    const found = await waitForApi(frame, {
      async sleep(ms) {
        waited += ms
        if (waited >= after) frame.API = api
      },
    })
    return [found !== null, waited]
  }
  it('is waited for', async () => expect(await waits(3000)).toEqual([true, 3000]))
  it('is given up after five seconds', async () => expect(await waits(60_000)).toEqual([false, 5000]))
})
