/** The open model's attention over a text, asked anew when the text, the model or its weights change. */
import { useEffect, useState } from 'react'
import { openVersion, session, useSession } from '../session/index.ts'

export type Attention = Awaited<ReturnType<ReturnType<typeof session.getState>['attention']>>

/** A map of more tokens than this cannot be read. */
export const MOST_TOKENS = 24
const PAUSE_MS = 120

/** The last tokens of a text; a token is a character here. */
export const lastTokens = (text: string, most = MOST_TOKENS): string => Array.from(text).slice(-most).join('')

/** `attention` stays the old one until the new one is there; `failure` says why there is none. */
export function useAttention(text: string): { attention: Attention | null; failure: string | null } {
  const version = useSession(openVersion)
  const [state, setState] = useState<{ attention: Attention | null; failure: string | null }>({ attention: null, failure: null })
  useEffect(() => {
    if (version === null || text === '') return
    let wanted = true
    const timer = setTimeout(async () => {
      try {
        const attention = await session.getState().attention(text)
        if (wanted) setState({ attention, failure: null })
      } catch (error) {
        const failure = (error as { message?: string }).message ?? String(error)
        if (wanted) setState({ attention: null, failure })
      }
    }, PAUSE_MS)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [text, version])
  return state
}

/** One head's weights [T,T], row-major. */
export function headOf(attention: Attention, layer: number, head: number): Float32Array {
  const T = attention.tokens.length
  const start = (layer * attention.nHead + head) * T * T
  return attention.probabilities.subarray(start, start + T * T)
}

/** The head whose rows are most sure of one token, the first token's row aside; a good one to look at first. */
export function sharpest(attention: Attention): { layer: number; head: number } {
  const T = attention.tokens.length
  const scores = Array.from({ length: attention.nLayer * attention.nHead }, (_, i) => {
    const weights = headOf(attention, Math.floor(i / attention.nHead), i % attention.nHead)
    let sum = 0
    for (let row = 1; row < T; row++) sum += Math.max(...weights.subarray(row * T, row * T + row + 1))
    return sum
  })
  const best = scores.indexOf(Math.max(...scores))
  return { layer: Math.floor(best / attention.nHead), head: best % attention.nHead }
}
