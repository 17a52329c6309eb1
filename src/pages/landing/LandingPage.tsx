/** The first page: a model that writes at once, a button that trains another, and the way through the course. */
import { useRef } from 'react'
import { useCore } from '../../instruments/core.ts'
import { Failure } from '../../instruments/Failure.tsx'
import { MapPlace } from '../shell/MapPlace.tsx'
import { useTitle } from '../shell/useTitle.ts'
import { AskIt } from './AskIt.tsx'
import { Hero } from './Hero.tsx'
import { LiveStrip } from './LiveStrip.tsx'
import { PartList } from './PartList.tsx'
import { Rooms } from './Rooms.tsx'

export function LandingPage() {
  useTitle('')
  useCore()
  const strip = useRef<HTMLDivElement>(null)
  return (
    <div className="wrap">
      <Hero onTrain={() => strip.current?.scrollIntoView({ block: 'nearest' })} />
      <Failure place="device" where="This device" />
      <Failure place="texts" where="The texts" />
      <Failure place="training" where="Training" />
      <div ref={strip}>
        <LiveStrip />
      </div>
      <MapPlace />
      <AskIt />
      <PartList />
      <Rooms />
    </div>
  )
}
