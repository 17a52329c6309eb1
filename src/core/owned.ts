/** Things on a device that are made one after another and go together: the last one first, also where making the next one fails. */

export interface Owned {
  destroy(): void
}

export class Owner implements Owned {
  private readonly things: Owned[] = []

  /** From now on `thing` goes when the others go. */
  own<T extends Owned>(thing: T): T {
    this.things.push(thing)
    return thing
  }

  destroy(): void {
    for (const thing of this.things.splice(0).reverse()) thing.destroy()
  }
}

/** Makes what owns things. Where that fails, nothing of it is left. */
export async function owning<T>(make: (owner: Owner) => Promise<T>): Promise<T> {
  const owner = new Owner()
  try {
    return await make(owner)
  } catch (error) {
    owner.destroy()
    throw error
  }
}
