/** `import`: a GPT-1 or GPT-2 from a folder, a zip or the Hugging Face hub, as a model folder of this course. */
import { type Examined, examineModelSources, readModelSources } from '../../core/checkpoint/readFolder.ts'
import type { SourceFolder } from '../../core/checkpoint/source.ts'
import { type Model, RUN, writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { STATE } from '../../core/checkpoint/moments.ts'
import { toPlainError } from '../../core/errors.ts'
import { megabytes } from '../../core/hub/download.ts'
import { Hub } from '../../core/hub/hub.ts'
import { HUB } from '../../core/hub/repo.ts'
import { flag, parse, required, text } from '../arguments.ts'
import { cacheFolder, diskStore } from '../hubStore.ts'
import { note, output } from '../output.ts'
import { openSources } from '../sources.ts'
import { outOptions, OutFolder } from '../out/outFolder.ts'

export const options = {
  from: required.help('where the model is', { value: 'DIR|ZIP|hub:OWNER/NAME' }),
  ...outOptions,
  cache: text(undefined).help('where downloads are kept', { value: 'DIR', fallback: '~/.cache/pathway-to-gpt' }),
  hub: text(HUB).help('address of the hub', { value: 'URL' }),
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const target = OutFolder.open(args.out, { sources: { from: args.from }, force: args.force })
  const fetched = { downloaded: 0 }
  const sources = args.from.startsWith('hub:')
    ? await fromHub(args.from, args.hub.replace(/\/+$/, ''), cacheFolder(args.cache), fetched)
    : await openSources(args.from)
  const { parameters, dtypes, config } = await examineModelSources(sources)
  const files = writeModelFolder(await readAll(sources))
  target.finish(files)
  const names = [...files.keys()].sort()
  const { nLayer, nHead, nEmbd, nCtx, nVocab } = config
  output(args.json).result(
    {
      out: args.out,
      files: names,
      parameters,
      stored: dtypes,
      config: { nLayer, nHead, nEmbd, nCtx, nVocab },
      ...(args.from.startsWith('hub:') && fetched),
    },
    `${args.out}: ${nLayer} layers, ${nHead} heads, ${nEmbd} wide, context ${nCtx}, ${nVocab} tokens; ${parameters} parameters, stored as ${dtypes.join(' and ')}`,
  )
}

/** What is not the model itself does not stand in its way: a run.json of another tool's, a damaged training state. */
async function readAll(sources: SourceFolder): Promise<Model> {
  try {
    return await readModelSources(sources)
  } catch (error) {
    const rest = [RUN, STATE].filter((name) => sources.has(name))
    if (rest.length === 0) throw error
    const model = await readModelSources(new Map([...sources].filter(([name]) => !rest.includes(name))))
    note(`${rest.join(' and ')} cannot be read, and stays behind: ${toPlainError(error).message}`)
    return model
  }
}

/** Says what it will download, then downloads it. A second time, and after an interruption, only what is missing. */
async function fromHub(name: string, base: string, folder: string, fetched: { downloaded: number }): Promise<SourceFolder> {
  const hub = new Hub({ fetch: (url, init) => fetch(url, init), store: diskStore(folder), base })
  const offer = await hub.look(name)
  const [total, have] = [sum(offer.files.map(({ bytes }) => bytes)), sum(offer.files.map(({ have }) => have))]
  fetched.downloaded = total - have
  note(
    `${offer.repo} at ${offer.commit.slice(0, 8)}: ${describe(offer)}; ${megabytes(total)} in ${offer.files.length} files, ${megabytes(have)} of them in ${folder}.`,
  )
  let told = have
  return hub.load(name, {
    onProgress({ file, received }) {
      if (received < told + total / 20) return
      told = received
      note(`${megabytes(received)} of ${megabytes(total)} (${file})`)
    },
  })
}

const describe = ({ parameters, weightBytes, dtypes }: Pick<Examined, 'parameters' | 'weightBytes' | 'dtypes'>): string =>
  `${parameters} parameters, stored as ${dtypes.join(' and ')}, ${megabytes(weightBytes)} in memory`

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
