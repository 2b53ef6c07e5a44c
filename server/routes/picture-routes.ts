// The only routes of the pictures of use cases.
import type { Route } from './route.ts'

export const pictureRoutes: readonly Route[] = []
