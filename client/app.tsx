// Which page is shown at which address, and who may see it.
import { lazy, Suspense, useState } from 'react'
import { Route, Switch, useParams } from 'wouter'
import { describeFailure } from './api/request.ts'
import { useSession } from './api/session.ts'
import { ProjectProvider } from './collab/project-context.tsx'
import { AppPalette } from './pages/app-palette.tsx'
import { EnterPage, SignedOutPage, WhoAreYouPage, takeToken } from './pages/enter-page.tsx'
import { ProjectsPage } from './pages/projects-page.tsx'
import { ReviewProvider } from './review/use-review.tsx'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { ErrorBox, LoadingBars } from './ui/parts.tsx'

const ProjectHomePage = lazy(() => import('./home/project-home-page.tsx').then((module) => ({ default: module.ProjectHomePage })))
const UseCasesPage = lazy(() => import('./use-cases/use-cases-page.tsx').then((module) => ({ default: module.UseCasesPage })))
const UseCasePage = lazy(() => import('./use-cases/use-case-page.tsx').then((module) => ({ default: module.UseCasePage })))
const FieldMapsPage = lazy(() => import('./pages/field-maps-page.tsx').then((module) => ({ default: module.FieldMapsPage })))
const FieldMapPage = lazy(() => import('./field-map/field-map-page.tsx').then((module) => ({ default: module.FieldMapPage })))
const SchemasPage = lazy(() => import('./pages/schemas-page.tsx').then((module) => ({ default: module.SchemasPage })))
const SchemaPage = lazy(() => import('./pages/schema-page.tsx').then((module) => ({ default: module.SchemaPage })))
const SchemaChangesPage = lazy(() => import('./pages/schema-changes-page.tsx').then((module) => ({ default: module.SchemaChangesPage })))
const LookupsPage = lazy(() => import('./pages/lookups-page.tsx').then((module) => ({ default: module.LookupsPage })))
const ConfigPage = lazy(() => import('./pages/config-page.tsx').then((module) => ({ default: module.ConfigPage })))
const ExportPage = lazy(() => import('./pages/export-page.tsx').then((module) => ({ default: module.ExportPage })))
const ImportPage = lazy(() => import('./spreadsheets/import-page.tsx').then((module) => ({ default: module.ImportPage })))
const CustomersPage = lazy(() => import('./setup/customers-page.tsx').then((module) => ({ default: module.CustomersPage })))
const SystemsPage = lazy(() => import('./setup/systems-page.tsx').then((module) => ({ default: module.SystemsPage })))
const TestsPage = lazy(() => import('./tests/tests-page.tsx').then((module) => ({ default: module.TestsPage })))
const QuestionsPage = lazy(() => import('./questions/questions-page.tsx').then((module) => ({ default: module.QuestionsPage })))
const ReviewPage = lazy(() => import('./problems/review-page.tsx').then((module) => ({ default: module.ReviewPage })))
const CoveragePage = lazy(() => import('./problems/coverage-page.tsx').then((module) => ({ default: module.CoveragePage })))
const TraceabilityPage = lazy(() => import('./traceability/traceability-page.tsx').then((module) => ({ default: module.TraceabilityPage })))
const HistoryPage = lazy(() => import('./history/history-page.tsx').then((module) => ({ default: module.HistoryPage })))
const ComparisonPage = lazy(() => import('./history/comparison-page.tsx').then((module) => ({ default: module.ComparisonPage })))
const NotFoundPage = lazy(() => import('./pages/not-found-page.tsx').then((module) => ({ default: module.NotFoundPage })))

// Once, before the first render: the token is in no state that could be shown or kept.
const tokenOfAddress = takeToken()

export function App() {
  const [token] = useState(tokenOfAddress)
  const session = useSession()
  const [entered, setEntered] = useState(false)
  if (token !== undefined && !entered) {
    // A link always wins over an older session: it may be another person's.
    return <EnterPage token={token} onEntered={() => setEntered(true)} />
  }
  if (session.isPending) return <LoadingBars rows={4} />
  if (session.error !== null && session.data === undefined) return <ErrorBox message={describeFailure(session.error)} onRetry={() => void session.refetch()} />
  if (session.data === null || session.data === undefined) return <SignedOutPage />
  if (!session.data.named) return <WhoAreYouPage session={session.data} />
  return (
    <ErrorBoundary>
      <AppPalette>
        <Suspense fallback={<LoadingBars rows={4} />}>
          <Switch>
            <Route path="/">
              <ProjectsPage />
            </Route>
            <Route path="/p/:project/*?">
              <ProjectPages />
            </Route>
            <Route>
              <NotFoundPage />
            </Route>
          </Switch>
        </Suspense>
      </AppPalette>
    </ErrorBoundary>
  )
}

/** One connection for all pages of a project. */
function ProjectPages() {
  const { project } = useParams<{ project: string }>()
  return (
    <ProjectProvider project={project}>
      <ReviewProvider>
        <Suspense fallback={<LoadingBars rows={4} />}>
          <Switch>
            <Route path="/p/:project" component={ProjectHomePage} />
            <Route path="/p/:project/use-cases" component={UseCasesPage} />
            <Route path="/p/:project/use-cases/:useCase" component={UseCasePage} />
            <Route path="/p/:project/use-cases/:useCase/:tab" component={UseCasePage} />
            <Route path="/p/:project/maps" component={FieldMapsPage} />
            <Route path="/p/:project/maps/:map" component={FieldMapPage} />
            <Route path="/p/:project/schemas" component={SchemasPage} />
            <Route path="/p/:project/schemas/:schema" component={SchemaPage} />
            <Route path="/p/:project/schemas/:schema/changes" component={SchemaChangesPage} />
            <Route path="/p/:project/lookups" component={LookupsPage} />
            <Route path="/p/:project/lookups/:table" component={LookupsPage} />
            <Route path="/p/:project/config" component={ConfigPage} />
            <Route path="/p/:project/customers" component={CustomersPage} />
            <Route path="/p/:project/customers/:customer" component={CustomersPage} />
            <Route path="/p/:project/systems" component={SystemsPage} />
            <Route path="/p/:project/systems/:system" component={SystemsPage} />
            <Route path="/p/:project/tests" component={TestsPage} />
            <Route path="/p/:project/tests/:test" component={TestsPage} />
            <Route path="/p/:project/questions" component={QuestionsPage} />
            <Route path="/p/:project/review" component={ReviewPage} />
            <Route path="/p/:project/review/coverage" component={CoveragePage} />
            <Route path="/p/:project/review/traceability" component={TraceabilityPage} />
            <Route path="/p/:project/history" component={HistoryPage} />
            <Route path="/p/:project/history/:from/:to" component={ComparisonPage} />
            <Route path="/p/:project/export" component={ExportPage} />
            <Route path="/p/:project/import" component={ImportPage} />
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
      </ReviewProvider>
    </ProjectProvider>
  )
}
