// Schema 3: the changes of one cell of all objects are found without reading the rest of a project's history (progress from day to day).
export const changesByCell = {
  version: 3,
  sql: `
CREATE INDEX cell_change_by_cell ON cell_change (project, cell, seq);
`,
} as const
