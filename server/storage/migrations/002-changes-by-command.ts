// Schema 2: the changes of one command are found without reading all of a project's history (going back from a schema move).
export const changesByCommand = {
  version: 2,
  sql: `
CREATE INDEX cell_change_by_command ON cell_change (project, command, seq);
`,
} as const
