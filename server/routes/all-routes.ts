// The one table of all routes: the router, the rights matrix and the OpenAPI document read it.
import { blobRoutes } from './blob-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { importRoutes } from './import-routes.ts'
import { openApiRoute } from './openapi.ts'
import { projectRoutes } from './project-routes.ts'
import type { Route } from './route.ts'
import { reviewRoutes } from './review-routes.ts'
import { baselineRoutes } from './baseline-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { progressRoutes } from './progress-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { specificationRoutes } from './specification-routes.ts'
import { sourceRoutes } from './source-routes.ts'
import { spreadsheetRoutes } from './spreadsheet-routes.ts'

const routes: readonly Route[] = [
  ...sessionRoutes,
  ...projectRoutes,
  ...documentRoutes,
  ...blobRoutes,
  ...importRoutes,
  ...sourceRoutes,
  ...spreadsheetRoutes,
  ...specificationRoutes,
  ...exportRoutes,
  ...progressRoutes,
  ...pictureRoutes,
  ...baselineRoutes,
  ...reviewRoutes,
  openApiRoute(() => routes),
]

export function listRoutes(): readonly Route[] {
  return routes
}
