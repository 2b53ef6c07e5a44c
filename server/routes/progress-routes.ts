// The only routes of how far the rows of a project were, day by day.
import type { Route } from './route.ts'

export const progressRoutes: readonly Route[] = []
