/** Where a page breaks, the learner gets a card and the other pages go on. */
import { Component, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    return (
      <div className="wrap">
        <Notice
          kind="failure"
          where="This page"
          hint="Your models and texts are kept in this browser. Reload, or go to another page."
          actions={<Button onClick={() => location.reload()}>Reload</Button>}
        >
          It stopped working: {error.message || error.name}.
        </Notice>
      </div>
    )
  }
}
