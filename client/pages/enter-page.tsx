// The way in: a one-time link is swapped for a session, and a new person says who they are, once.
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { SessionAnswer } from '../../shared/api/routes.ts'
import { describeFailure } from '../api/request.ts'
import { enter, nameMe, sessionKey } from '../api/session.ts'
import { SeverityMark } from '../ui/marks.tsx'

/** The token of `#/enter/<token>`, taken out of the address at once so that it is in no history. */
export function takeToken(): string | undefined {
  const found = /^#\/enter\/([^/?#]+)$/.exec(location.hash)?.[1]
  if (found !== undefined) history.replaceState(null, '', location.pathname + location.search)
  return found === undefined ? undefined : decodeURIComponent(found)
}

function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center', padding: 16 }}>
      <div className="card" style={{ width: 'min(420px, 100%)', padding: '20px 24px 24px' }}>
        <div className="row" style={{ marginBottom: 12 }}>
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <rect x="1" y="2.5" width="5" height="15" rx="1.2" fill="var(--src-mark)" />
            <rect x="14" y="2.5" width="5" height="15" rx="1.2" fill="var(--dst-mark)" />
            <path d="M7.5 6h5M7.5 10h5M7.5 14h5" stroke="var(--text-2)" strokeWidth="1.6" strokeDasharray="1.7 1.65" />
          </svg>
          <span className="t2 b5">Crosswalk</span>
        </div>
        <h1 style={{ marginBottom: 6 }}>{title}</h1>
        {children}
      </div>
    </main>
  )
}

/** Uses the token once, also when React runs effects twice. */
export function EnterPage({ token, onEntered }: { readonly token: string; readonly onEntered: () => void }) {
  const client = useQueryClient()
  const [failure, setFailure] = useState<string>()
  const used = useRef(false)
  useEffect(() => {
    if (used.current) return
    used.current = true
    enter(token)
      .then(async (session) => {
        // The question "who am I", asked before the link was used, must not answer after it.
        await client.cancelQueries({ queryKey: sessionKey })
        client.setQueryData(sessionKey, session)
        onEntered()
      })
      .catch((error: unknown) => setFailure(describeFailure(error)))
  }, [token, client, onEntered])
  if (failure === undefined) return <Door title="Signing you in">{null}</Door>
  return (
    <Door title="This link does not work">
      <p className="message" role="alert">
        <SeverityMark name="error" />
        <span>{failure}</span>
      </p>
      <HowToEnter />
    </Door>
  )
}

export function SignedOutPage() {
  return (
    <Door title="Sign in">
      <p className="s12 t2">You enter with a link that works once. The server printed one when it started.</p>
      <HowToEnter />
    </Door>
  )
}

function HowToEnter() {
  return (
    <div className="s12 t2" style={{ marginTop: 12 }}>
      <p>To get another, run this where the server runs and open the link that it prints:</p>
      <pre
        className="mono"
        style={{
          background: 'var(--canvas)',
          border: '1px solid var(--line)',
          borderRadius: 'var(--r2)',
          padding: '6px 10px',
          margin: '6px 0 0',
          whiteSpace: 'pre-wrap',
        }}
      >
        npm exec --no -- crosswalk login-link --name "Your name" --role editor
      </pre>
    </div>
  )
}

export function WhoAreYouPage({ session }: { readonly session: SessionAnswer }) {
  const client = useQueryClient()
  const [name, setName] = useState(session.name)
  const [jobTitle, setJobTitle] = useState(session.jobTitle)
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      client.setQueryData(sessionKey, await nameMe(name.trim(), jobTitle.trim()))
    } catch (error) {
      setFailure(describeFailure(error))
      setBusy(false)
    }
  }
  return (
    <Door title="Who are you?">
      <p className="s12 t2">Colleagues see your name beside your cursor and your changes.</p>
      <form
        className="stack"
        style={{ marginTop: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextInput
          label="Your name"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoFocus
          autoComplete="name"
        />
        <TextInput
          label="What you do"
          placeholder="Integration analyst, engineer, project manager ..."
          maxLength={200}
          value={jobTitle}
          onChange={(event) => setJobTitle(event.currentTarget.value)}
        />
        {failure !== undefined && (
          <p className="message" role="alert">
            <SeverityMark name="error" />
            {failure}
          </p>
        )}
        <div>
          <Button type="submit" disabled={name.trim() === ''} loading={busy}>
            Continue
          </Button>
        </div>
      </form>
    </Door>
  )
}
