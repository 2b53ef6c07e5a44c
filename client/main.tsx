// The only file of the client that does something when imported: styles, colours, providers, the first render.
import './ui/tokens.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './ui/base.css'
import './ui/parts.css'
import './ui/inputs.css'
import './ui/frame.css'
import './pages/pages.css'
import './ui/words.css'
import './ui/forced-colors.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App } from './app.tsx'
import { EditRefused } from './collab/commands.ts'
import { showFailure } from './ui/notices.tsx'
import { cssVariablesResolver, theme } from './ui/theme.ts'

const client = new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } })
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')

// An edit that was refused is told, wherever on the page it was made.
const tellRefusal = (error: unknown) => {
  if (error instanceof EditRefused) showFailure(error.message)
}
window.addEventListener('error', (event) => tellRefusal(event.error))
window.addEventListener('unhandledrejection', (event) => tellRefusal(event.reason))

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <Notifications position="bottom-right" limit={3} />
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
