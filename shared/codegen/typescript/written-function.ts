// What a small function of generated code is: its text, and which others it calls.

export type Written = { readonly needs: readonly string[]; readonly code: string }
