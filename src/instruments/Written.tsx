/** What the open model writes, token by token, each tinted by its probability; finished text only where motion is unwelcome. */
import { SurpriseText } from '../figures/SurpriseText.tsx'
import { useSession } from '../session/index.ts'
import { useReducedMotion } from './core.ts'
import { Group } from '../ui/Group.tsx'

export function Written() {
  const { base, tokens, busy, count, rolled } = useSession((s) => s.sampler)
  const still = useReducedMotion() && busy
  return (
    <Group aria-label="What the model wrote" aria-busy={busy}>
      <SurpriseText prompt={base} tokens={still ? [] : tokens} rolled={rolled} />
      {still ? (
        <p className="cap n">
          writing, {tokens.length} of {count} tokens
        </p>
      ) : null}
    </Group>
  )
}
