/** Where a part of the page breaks, or its code does not come, that part alone is replaced by a card with a button. */
import { Component, type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { forgetFailures, NotLoaded } from './loadOnce.ts'
import { Notice } from './Notice.tsx'
import { reloadIfThere } from './reload.ts'

export interface BoundaryProps {
  /** what broke: "This page", a figure's title */
  where: string
  /** what still works, and what is kept */
  hint: string
  /** instead of the card, where something plain can stand for what is missing */
  fallback?: ReactNode
  children: ReactNode
}

export class Boundary extends Component<BoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  private readonly again = (): void => {
    forgetFailures()
    this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    const { where, hint, fallback, children } = this.props
    if (!error) return children
    if (fallback !== undefined) return fallback
    if (error instanceof NotLoaded) {
      return (
        <Notice
          kind="failure"
          where={where}
          hint="Check the connection. Nothing else on the page is lost, and a run goes on."
          actions={<Button onClick={this.again}>Try again</Button>}
        >
          Its code did not load.
        </Notice>
      )
    }
    return (
      <Notice kind="failure" where={where} hint={hint} actions={<ReloadButton />}>
        It stopped working: {error.message || error.name}.
      </Notice>
    )
  }
}

function ReloadButton() {
  const [refused, setRefused] = useState(false)
  return (
    <>
      <Button onClick={async () => setRefused(!(await reloadIfThere()))}>Reload</Button>
      {refused ? (
        <span role="status" className="cap">
          The course does not answer now. Reload when the network is back.
        </span>
      ) : null}
    </>
  )
}
