// The only table of what a route may answer when it fails: status and wording for each type of failure.
// `title` is short; `detail` says what to do next.

/** Every expected failure of the HTTP API. Facts only; adding one without a status and wording does not compile. */
export type RouteError =
  | { readonly type: 'NotSignedIn' }
  | { readonly type: 'LinkNotValid' }
  | { readonly type: 'Forbidden' }
  | { readonly type: 'WrongOrigin' }
  | { readonly type: 'WrongHost'; readonly host: string }
  | { readonly type: 'NotFound'; readonly what: string }
  | { readonly type: 'InvalidRequest'; readonly message: string }
  | { readonly type: 'UnsupportedBody'; readonly expected: string }
  | { readonly type: 'TooLarge'; readonly mostBytes: number }
  | { readonly type: 'TooManyImports'; readonly most: number; readonly where: 'project' | 'server' }
  /** The lines where a field is described cannot be shown. */
  | { readonly type: 'NoSource'; readonly message: string }
  | { readonly type: 'NotAProjectFile'; readonly message: string }
  | { readonly type: 'UpdateRefused'; readonly message: string }
  | { readonly type: 'GapsInTheWay'; readonly gaps: number }
  | { readonly type: 'ExportFailed'; readonly message: string }
  | { readonly type: 'FreezeFailed'; readonly message: string }
  /** What a person saw is another by now: nothing was signed. */
  | { readonly type: 'ChangedSince'; readonly what: string }
  /** The project as it stands does not allow it. `message` says what to do. */
  | { readonly type: 'NotPossible'; readonly message: string }
  | { readonly type: 'NotAPicture' }
  | { readonly type: 'StorageFull' }
  | { readonly type: 'Stopping' }
  | { readonly type: 'Broken'; readonly reference: string }

type Wording<E> = { readonly status: number; readonly title: string; readonly detail: (error: E) => string }
type ErrorOf<T extends RouteError['type']> = Extract<RouteError, { type: T }>

const routeErrors: { readonly [T in RouteError['type']]: Wording<ErrorOf<T>> } = {
  NotSignedIn: {
    status: 401,
    title: 'You are not signed in',
    detail: () => 'Open a sign-in link. Whoever runs the server gets one with `crosswalk login-link --name NAME --role ROLE`.',
  },
  LinkNotValid: {
    status: 401,
    title: 'This sign-in link does not work any more',
    detail: () => 'Each link works once and for a limited time. Ask whoever runs the server for a new one (`crosswalk login-link`).',
  },
  Forbidden: {
    status: 403,
    title: 'You may not do this',
    detail: () => 'Your role does not allow it. Ask an owner of the server to do it or to change your role.',
  },
  WrongOrigin: {
    status: 403,
    title: 'The request came from another site',
    detail: () => "Changes are accepted only from Crosswalk's own page: send `Origin` equal to the server's address, and JSON or the header `x-crosswalk: 1`.",
  },
  WrongHost: {
    status: 403,
    title: 'The server is not known by this name',
    detail: ({ host }) => `Open it by its own address, or start it with \`--url\` and the address people use; \`${host.slice(0, 100)}\` is not it.`,
  },
  NotFound: {
    status: 404,
    title: 'Not found',
    detail: ({ what }) => `There is no such ${what}. It may have been removed; go back to the list and open it again.`,
  },
  InvalidRequest: { status: 400, title: 'The request does not fit', detail: ({ message }) => message },
  UnsupportedBody: { status: 415, title: 'The request has the wrong kind of content', detail: ({ expected }) => `Send ${expected}.` },
  TooLarge: {
    status: 413,
    title: 'The upload is too large',
    detail: ({ mostBytes }) => `At most ${Math.floor(mostBytes / 1024 / 1024)} MiB are accepted at once. Send fewer or smaller files.`,
  },
  TooManyImports: {
    status: 429,
    title: 'Too many files are being read',
    detail: ({ most, where }) =>
      `${most} imports of ${where === 'project' ? 'this project' : 'this server'} are waiting or running already. Wait until one has ended, or cancel one, and try again.`,
  },
  NoSource: { status: 404, title: 'There is no source to show', detail: ({ message }) => message },
  NotAProjectFile: { status: 422, title: 'This is not a project file that can be read', detail: ({ message }) => message },
  UpdateRefused: { status: 422, title: 'The change does not fit the project', detail: ({ message }) => message },
  GapsInTheWay: {
    status: 409,
    title: 'The field map has gaps',
    detail: ({ gaps }) =>
      `${gaps} destination ${gaps === 1 ? 'field is' : 'fields are'} required and not mapped, or mapped by a row with a problem. Settle ${gaps === 1 ? 'it' : 'them'}, or export with gaps allowed.`,
  },
  ExportFailed: { status: 422, title: 'The export could not be made', detail: ({ message }) => message },
  FreezeFailed: { status: 422, title: 'The baseline could not be made', detail: ({ message }) => message },
  ChangedSince: {
    status: 409,
    title: 'It was changed meanwhile',
    detail: ({ what }) => `The ${what} is another than the one you read, so nothing was signed. Read it again, then sign.`,
  },
  NotPossible: { status: 409, title: 'This is not possible as the project stands', detail: ({ message }) => message },
  NotAPicture: {
    status: 415,
    title: 'This is not a picture that can be kept',
    detail: () => 'Only PNG, JPEG, GIF and WebP pictures are kept, whatever the name of the file says. Save it as a PNG and upload that.',
  },
  StorageFull: {
    status: 507,
    title: "The server's disk is full",
    detail: () => 'Nothing was changed. Free space where the data folder lies, then try again.',
  },
  Stopping: { status: 503, title: 'The server is stopping', detail: () => 'Try again in a moment.' },
  Broken: {
    status: 500,
    title: 'Something in the server went wrong',
    detail: ({ reference }) => `Try again. If it stays so, look for ${reference} in the server's log.`,
  },
}

/** RFC 9457 problem details of a failure. */
export function routeErrorToProblem(error: RouteError): { type: RouteError['type']; title: string; status: number; detail: string } {
  const wording = routeErrors[error.type] as Wording<RouteError>
  return { type: error.type, title: wording.title, status: wording.status, detail: wording.detail(error) }
}
