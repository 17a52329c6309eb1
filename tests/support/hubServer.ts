/**
 * Two servers on this machine that behave as the Hugging Face hub and the host of its large files: a list of files, redirects to another
 * host, ranges, ETags, and CORS without preflights. What goes wrong on the way is set by the test.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

export interface HubServer {
  /** what to use instead of https://huggingface.co */
  url: string
  /** every file that was asked for, in order: "config.json", "model.safetensors 4194304-" */
  asked: string[]
  /** put in, changed or taken out at any time */
  models: Map<string, ReadonlyMap<string, Uint8Array>>
  /** the next answers with a file's content end after so many bytes, the connection cut; one entry each */
  cuts: number[]
  faults: {
    /** answers that name no content: for every request to the hub */
    status?: number
    errorCode?: string
    /** the file host sends whole files, whatever is asked for */
    ignoreRanges?: boolean
    /** another ETag from now on */
    etag?: string
    /** bytes a second */
    rate?: number
    /** other bytes than the list promises */
    corrupt?: boolean
  }
  close(): Promise<void>
}

/** Small files come from the hub itself, these from the file host. */
const LARGE = /\.(safetensors|bin)$/
const COMMIT = 'c0ffee'.repeat(7).slice(0, 40)
const OPEN = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'ETag, Content-Range, Accept-Ranges, X-Error-Code' }

export async function startHub(models: Record<string, ReadonlyMap<string, Uint8Array>>): Promise<HubServer> {
  const hub: Omit<HubServer, 'url' | 'close'> = { asked: [], models: new Map(Object.entries(models)), cuts: [], faults: {} }
  const files = await listen((request, response) => {
    const [, repo = '', name = ''] = /^\/content\/(.+)\/([^/?]+)/.exec(decodeURIComponent(request.url ?? '')) ?? []
    const content = hub.models.get(repo)?.get(name)
    if (!content) return void response.writeHead(404, OPEN).end()
    void send(hub, name, content, request, response)
  })
  const front = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub')
    if (request.method === 'OPTIONS') return void response.writeHead(405).end()
    if (hub.faults.status)
      return void response
        .writeHead(hub.faults.status, { ...OPEN, ...(hub.faults.errorCode && { 'X-Error-Code': hub.faults.errorCode }) })
        .end()
    const list = /^\/api\/models\/(.+)\/revision\/[^/]+$/.exec(pathname)?.[1]
    const [, repo = '', name = ''] = /^\/(.+)\/resolve\/[^/]+\/([^/]+)$/.exec(pathname) ?? []
    const model = hub.models.get(list ?? repo)
    if (!model) return void response.writeHead(401, { ...OPEN, 'X-Error-Code': 'RepoNotFound' }).end()
    if (list) return void response.writeHead(200, { ...OPEN, 'Content-Type': 'application/json' }).end(JSON.stringify(listing(list, model)))
    const content = model.get(name)
    if (!content) return void response.writeHead(404, { ...OPEN, 'X-Error-Code': 'EntryNotFound' }).end()
    if (LARGE.test(name))
      return void response.writeHead(302, { ...OPEN, Location: `${addressOf(files)}/content/${repo}/${name}?Signature=x` }).end()
    void send(hub, name, content, request, response)
  })
  return {
    ...hub,
    url: addressOf(front),
    async close() {
      for (const server of [front, files]) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

/** What the hub's API says of a model. */
export function listing(repo: string, model: ReadonlyMap<string, Uint8Array>): object {
  const hash = (algorithm: string, data: Uint8Array) => createHash(algorithm).update(data).digest('hex')
  const siblings = [...model].map(([rfilename, data]) => ({
    rfilename,
    size: data.length,
    blobId: hash('sha1', data),
    ...(LARGE.test(rfilename) && { lfs: { sha256: hash('sha256', data), size: data.length, pointerSize: 134 } }),
  }))
  return {
    id: repo,
    modelId: repo,
    sha: COMMIT,
    private: false,
    gated: false,
    tags: ['safetensors'],
    config: { architectures: ['X'], tokenizer_config: {} },
    siblings: [
      ...siblings,
      { rfilename: '.gitattributes', size: 10, blobId: '0'.repeat(40) },
      { rfilename: 'onnx/model.onnx', size: 5, blobId: '1'.repeat(40) },
    ],
  }
}

async function send(
  hub: Omit<HubServer, 'url' | 'close'>,
  name: string,
  content: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults } = hub
  const [, first, last] = faults.ignoreRanges ? [] : (/^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [])
  hub.asked.push(first === undefined ? name : `${name} ${first}-${last}`)
  const [from, to] = [Number(first ?? 0), last ? Math.min(content.length, Number(last) + 1) : content.length]
  const etag = `"${faults.etag ?? createHash('md5').update(content).digest('hex')}"`
  if (from >= content.length && first !== undefined)
    return void response.writeHead(416, { ...OPEN, 'Content-Range': `bytes */${content.length}` }).end()
  const body = content.slice(from, to)
  if (faults.corrupt && LARGE.test(name) && !last) body[body.length >> 1]! ^= 1
  response.writeHead(first === undefined ? 200 : 206, {
    ...OPEN,
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Content-Length': body.length,
    ...(first !== undefined && { 'Content-Range': `bytes ${from}-${to - 1}/${content.length}` }),
  })
  // A short span is a header that is looked at; what is cut is a download.
  const cut = LARGE.test(name) && !last ? hub.cuts.shift() : undefined
  const end = Math.min(body.length, cut ?? body.length)
  const step = faults.rate ? Math.ceil(faults.rate / 20) : 2 ** 16
  for (let at = 0; at < end && !response.destroyed; at += step) {
    await new Promise<void>((resolve) => response.write(body.subarray(at, Math.min(end, at + step)), () => resolve()))
    if (faults.rate) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (cut === undefined) response.end()
  // A reader that is behind loses what it has not taken yet; tests that count bytes need it not to be.
  else setTimeout(() => response.destroy(), 250)
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function addressOf(server: Server): string {
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The server has no port.')
  return `http://127.0.0.1:${address.port}`
}
