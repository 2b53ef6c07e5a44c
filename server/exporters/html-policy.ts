// What the printable page may do: nothing but be looked at. Said in the page, and by the server where it shows it.

export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
