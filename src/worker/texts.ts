/** The texts to learn from: those bundled with the course and those that the learner added. */
import { bigramLoss } from '../core/data/bigram.ts'
import { BUNDLED_TEXTS } from '../core/data/bundled.ts'
import { cleanText } from '../core/data/cleanText.ts'
import { makeTokenizer, type TokenizerChoice } from '../core/data/chooseTokenizer.ts'
import { type Corpus, countCharacters, prepareCorpus } from '../core/data/corpus.ts'
import { sha256 } from '../core/sha256.ts'
import { CourseError } from '../core/errors.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import type { Folders } from '../storage/folders.ts'
import type { Environment } from './environment.ts'
import { TEXT_ID_LENGTH } from './modelRecord.ts'
import type { TextInfo, TextRef } from './protocol.ts'

export interface LoadedText {
  info: TextInfo
  text: string
  tokenizer: Tokenizer
  corpus: Corpus
}

const PREVIEW_CHARACTERS = 400

export class Texts {
  /** The texts used last, with their tokens; a text of 20 MB is 80 MB of them, so few are kept. */
  private readonly loaded = new Map<string, Promise<LoadedText>>()
  private readonly infos = new Map<string, TextInfo>()

  constructor(
    private readonly env: Environment,
    private readonly folders: Promise<Folders<TextInfo>>,
  ) {}

  async list(): Promise<TextInfo[]> {
    const bundled = await Promise.all(BUNDLED_TEXTS.map(({ id }) => this.info({ kind: 'bundled', id })))
    const stored = await (await this.folders).list()
    return [...bundled, ...stored.map(({ description }) => description)]
  }

  async info(ref: TextRef): Promise<TextInfo> {
    const known = this.infos.get(keyOf(ref))
    if (known) return known
    if (ref.kind === 'stored') {
      const stored = await (await this.folders).find(ref.id)
      if (!stored) throw gone()
      return stored.description
    }
    return (await this.load(ref)).info
  }

  /** The text with its tokens, by its characters or as a run chose. @throws CourseError 'not-found' */
  load(ref: TextRef, tokenizer: TokenizerChoice = 'char'): Promise<LoadedText> {
    const key = `${keyOf(ref)}/${tokenizer}`
    let loading = this.loaded.get(key)
    if (!loading) {
      loading = this.read(ref, tokenizer)
      loading.catch(() => this.loaded.delete(key))
      for (const oldest of [...this.loaded.keys()].slice(0, Math.max(0, this.loaded.size - 1))) this.loaded.delete(oldest)
      this.loaded.set(key, loading)
    }
    return loading
  }

  /** Checks and stores a text; the same text added twice is stored once. @throws CourseError 'bad-text' */
  async add(title: string, content: string | ArrayBuffer): Promise<TextInfo> {
    const text = cleanText(content)
    const hash = await sha256(text)
    const ref: TextRef = { kind: 'stored', id: hash.slice(0, TEXT_ID_LENGTH) }
    const { info } = await describe(ref, title.trim().slice(0, 120) || 'Untitled text', 'Added by you; it stays in this browser', text)
    await (await this.folders).commit(ref.id, new Map([['text.txt', new TextEncoder().encode(text)]]), info)
    this.infos.set(keyOf(ref), info)
    return info
  }

  async remove(ref: TextRef): Promise<void> {
    if (ref.kind === 'bundled')
      throw new CourseError('bad-argument', 'A text that came with the course cannot be removed.', 'You can remove texts that you added.')
    for (const key of [...this.loaded.keys()]) if (key.startsWith(`${keyOf(ref)}/`)) this.loaded.delete(key)
    this.infos.delete(keyOf(ref))
    await (await this.folders).remove(ref.id)
  }

  private async read(ref: TextRef, choice: TokenizerChoice): Promise<LoadedText> {
    const loaded = await (ref.kind === 'bundled' ? this.readBundled(ref, choice) : this.readStored(ref, choice))
    if (choice === 'char') this.infos.set(keyOf(ref), loaded.info)
    return loaded
  }

  private async readBundled(ref: TextRef, choice: TokenizerChoice): Promise<LoadedText> {
    const bundled = BUNDLED_TEXTS.find(({ id }) => id === ref.id)
    const text = await this.env.texts.read(ref.id)
    return describe(ref, bundled?.title ?? ref.id, bundled?.credit ?? '', text, choice)
  }

  private async readStored(ref: TextRef, choice: TokenizerChoice): Promise<LoadedText> {
    const { files, description } = await (await this.folders).open(ref.id).catch((error) => {
      throw error instanceof CourseError && error.code === 'not-found' ? gone() : error
    })
    const text = new TextDecoder().decode(files.get('text.txt'))
    if (choice !== 'char') return describe(ref, description.title, description.credit, text, choice)
    const tokenizer = makeTokenizer(choice, text)
    return { info: description, text, tokenizer, corpus: prepareCorpus(text, tokenizer) }
  }
}

async function describe(ref: TextRef, title: string, credit: string, text: string, choice: TokenizerChoice = 'char'): Promise<LoadedText> {
  const tokenizer = makeTokenizer(choice, text)
  const corpus = prepareCorpus(text, tokenizer)
  const info: TextInfo = {
    ref,
    title,
    credit,
    characters: countCharacters(text),
    trainTokens: corpus.train.length,
    validationTokens: corpus.validation.length,
    charactersPerToken: corpus.charactersPerToken ?? 1,
    vocabulary: [...tokenizer.vocabulary],
    uniformLoss: Math.log(tokenizer.size),
    bigramLoss: bigramLoss(corpus.train, corpus.validation, tokenizer.size),
    preview: [...text.slice(0, 2 * PREVIEW_CHARACTERS)].slice(0, PREVIEW_CHARACTERS).join(''),
    sha256: await sha256(text),
  }
  return { info, text, tokenizer, corpus }
}

const keyOf = (ref: TextRef): string => `${ref.kind}/${ref.id}`

function gone(): CourseError {
  return new CourseError('not-found', 'This text is no longer stored in this browser.', 'Add the text again, or choose another one.')
}
