/** Texts after a prompt, found in four ways, with their tokens spelled. */
import type { Decoder } from '../core/sample/decoder.ts'
import { promptIds } from '../core/sample/generate.ts'
import { continuationsOf, drawnPath, endOf } from '../core/sample/paths.ts'
import { beamSearch, exactSearch, type Path, type SearchSettings } from '../core/sample/search.ts'
import type { Tokenizer } from '../core/tokenizer/tokenizer.ts'
import type { Found, FoundPath, SearchAsked } from './protocol.ts'

export async function find(decoder: Decoder, tokenizer: Tokenizer, prompt: string, asked: SearchAsked): Promise<Found> {
  const before = promptIds(tokenizer, prompt)
  const end = endOf(tokenizer, asked.end)
  const settings: SearchSettings = { tokens: asked.tokens, beams: asked.beams, lengthPenalty: asked.lengthPenalty, end }
  const next = continuationsOf(decoder, before)
  const spelled = ({ ids, logProbabilities, sum, score, ended }: Path): FoundPath => ({
    tokens: ids.map((id, i) => ({ id, token: tokenizer.piece(id, ids[i - 1] ?? before.at(-1)), logProbability: logProbabilities[i]! })),
    sum,
    score,
    ended,
  })
  const [greedy] = (await beamSearch(next, { ...settings, beams: 1 })).at(-1)!
  const beams = await beamSearch(next, settings)
  const samples: Path[] = []
  for (const sampling of asked.samples) samples.push(await drawnPath(decoder, before, settings, sampling))
  const exact = asked.exact > 0 ? await exactSearch(next, settings, asked.exact) : { best: null, readings: 0 }
  const { tokens, never } = decoder.drawable
  return {
    greedy: spelled(greedy!),
    beams: beams.map((kept) => kept.map(spelled)),
    samples: samples.map(spelled),
    exact: { best: exact.best && spelled(exact.best), readings: exact.readings },
    vocabulary: tokens - (never >= 0 && never < tokens ? 1 : 0),
    ends: end !== null,
  }
}
