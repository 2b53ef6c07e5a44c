// What is on the clipboard between the grid and the page. How cells are written into it and read from it is the page's matter.

/** `own`: cells as they are stored, for a paste into a map of ours; the grid does not look inside. */
export type Clip = { readonly text: string; readonly html: string; readonly own?: string }
