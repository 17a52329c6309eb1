/** Who can be called "she": what the last sentence said decides, so that every pronoun has one meaning. */
import { CAST, type Person } from './cast.ts'
import type { WorldEvent } from './events.ts'

export class Discourse {
  /** whom the last sentence named, or meant by a pronoun */
  private last: readonly Person[] = []
  /** whether two did it together: one of them is better named again */
  private together = false

  /** A subject is clear when the last sentence was about these, and about nobody else that the pronoun could mean. */
  isClear(who: readonly Person[]): boolean {
    if (who.length === 0 || !who.every((person) => this.last.includes(person))) return false
    return who.length > 1 || (!this.together && this.last.every((person) => person === who[0] || CAST[person] !== CAST[who[0]!]))
  }

  /** An object is clear as soon as it was mentioned alone or with the subject: nobody does to themselves what people do here. */
  isClearObject(whom: Person | undefined): boolean {
    return whom !== undefined && !this.together && this.last.includes(whom)
  }

  /** After an event with an animal "elle" could be the goat, after a scene it could be anyone in it. */
  told({ who, whom, animal }: WorldEvent): void {
    this.together = who.length > 1
    this.last = animal && who.length === 0 ? [] : whom ? [...who, whom] : who
  }
}
