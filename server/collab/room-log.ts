// What the rooms ask of a logger: the part of pino's that they use.

export type RoomLog = { readonly [L in 'info' | 'warn' | 'error']: (facts: object, message: string) => void }
