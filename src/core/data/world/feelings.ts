/** What the people of the world can feel, with its sign and its French adjective. */
import type { Adjective } from './things.ts'

interface Feeling extends Adjective {
  valence: -1 | 0 | 1
}

export const FEELINGS = {
  happy: { m: 'heureux', f: 'heureuse', valence: 1 },
  glad: { m: 'content', f: 'contente', valence: 1 },
  proud: { m: 'fier', f: 'fière', valence: 1 },
  relieved: { m: 'soulagé', f: 'soulagée', valence: 1 },
  grateful: { m: 'reconnaissant', f: 'reconnaissante', valence: 1 },
  touched: { m: 'touché', f: 'touchée', valence: 1 },
  sad: { m: 'triste', f: 'triste', valence: -1 },
  angry: { m: 'en colère', f: 'en colère', valence: -1 },
  disappointed: { m: 'déçu', f: 'déçue', valence: -1 },
  ashamed: { m: 'honteux', f: 'honteuse', valence: -1 },
  upset: { m: 'contrarié', f: 'contrariée', valence: -1 },
  calm: { m: 'calme', f: 'calme', valence: 0 },
  tired: { m: 'fatigué', f: 'fatiguée', valence: 0 },
} as const satisfies Record<string, Feeling>

export type FeelingId = keyof typeof FEELINGS
