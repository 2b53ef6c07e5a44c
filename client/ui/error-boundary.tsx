// The only place that catches an error thrown while a page is drawn. A class, because React offers no other way.
import { Component, type ReactNode } from 'react'
import { Button } from '@mantine/core'

type Props = { readonly children: ReactNode }
type State = { readonly error: Error | undefined }

export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <main role="alert" style={{ padding: 24, maxWidth: 560 }}>
        <h1>This page stopped working</h1>
        <p style={{ margin: '6px 0 12px' }}>
          What was saved is on the server, and what was not is kept on this computer. Load the page again; if it stops again, tell whoever runs this server what
          you did, and this message:
        </p>
        <pre className="mono" style={{ whiteSpace: 'pre-wrap', marginBottom: 12 }}>
          {error.message}
        </pre>
        <Button onClick={() => location.reload()}>Load again</Button>
      </main>
    )
  }
}
