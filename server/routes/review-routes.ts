// The only routes of what only the server writes about a review: approvals, waivers, sign-offs; and questions and answers of commenters.
import type { Route } from './route.ts'

export const reviewRoutes: readonly Route[] = []
