// The only routes of baselines: frozen states of a project.
import type { Route } from './route.ts'

export const baselineRoutes: readonly Route[] = []
