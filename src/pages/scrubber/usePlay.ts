/** Goes through the kept states one after the other, from the beginning or from where the pointer stands. */
import { useEffect, useRef, useState } from 'react'
import { pastOf, session, shownStep } from '../../session/index.ts'

/** A state stays on show at least so long. */
const STAY_MS = 450

export function usePlay(): { playing: boolean; play: () => void; pause: () => void } {
  const [playing, setPlaying] = useState(false)
  const turn = useRef(0)
  useEffect(() => () => void turn.current++, [])
  const pause = (): void => {
    turn.current++
    setPlaying(false)
  }
  const play = async (): Promise<void> => {
    const mine = ++turn.current
    const past = pastOf(session.getState())
    if (!past) return
    setPlaying(true)
    const from = shownStep(session.getState())
    const steps = from >= past.newest ? past.kept : past.kept.filter((step) => step > from)
    for (const step of steps) {
      const begun = performance.now()
      await session.getState().openAt(step)
      await new Promise((resolve) => setTimeout(resolve, STAY_MS - (performance.now() - begun)))
      if (mine !== turn.current) return
      // A step that cannot be opened says so, and what comes after it would only say it again.
      if (shownStep(session.getState()) !== step) break
    }
    setPlaying(false)
  }
  return { playing, play: () => void play(), pause }
}
