// The only place that knows the commands and their flags. Each command is a file beside this one.
import { Command, CommanderError, Option } from 'commander'
import { formatNames } from '../../shared/schema/schema-graph.ts'
import { StorageRefusal } from '../storage/storage-refusal.ts'
import { createOutput, CommandRefusal, type ExitCode, type Output, type Terminal } from './output.ts'

/** Runs one command and answers its exit code. Commands are loaded when they run, so that `schema` does not wait for the database. */
export async function runCommandLine(args: readonly string[], terminal: Terminal = process): Promise<ExitCode> {
  const output = createOutput(terminal)
  let code: ExitCode = 0
  const set = (result: ExitCode) => {
    code = result
  }
  const program = buildProgram(terminal, output, set)
  try {
    // `npm start -- --port 4000` and a plain `crosswalk` serve.
    const [first] = args
    const asked = first === undefined || (first.startsWith('-') && !['-h', '--help', '-V', '--version'].includes(first)) ? ['serve', ...args] : args
    await program.parseAsync(asked, { from: 'user' })
    return code
  } catch (cause) {
    // Commander has already written what it had to say.
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2
    if (cause instanceof CommandRefusal || cause instanceof StorageRefusal) output.message(`crosswalk: ${cause.message}`)
    else
      output.message(
        `crosswalk: ${cause instanceof Error ? (process.env['CROSSWALK_DEBUG'] === undefined ? cause.message : (cause.stack ?? cause.message)) : String(cause)}`,
      )
    return 2
  }
}

function buildProgram(terminal: Terminal, output: Output, set: (code: ExitCode) => void): Command {
  // Opened by nobody but who reads it.
  const piped = () => terminal.stdin
  const program = new Command('crosswalk')
  program
    .description('Field-mapping specifications that people edit together. Without a command it serves.')
    .version('0.1.0')
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ writeErr: (text) => output.message(text.trimEnd()), writeOut: (text) => void output.result(text) })
    .addHelpText('after', '\nResults go to stdout, messages to stderr. Exit codes: 0 clean, 1 findings, 2 usage, file or internal error.')

  const command = (name: string, description: string) => {
    const made = program.command(name).description(description).option('--json', 'print the result as JSON')
    return made.exitOverride().configureOutput({ writeErr: (text) => output.message(text.trimEnd()), writeOut: (text) => void output.result(text) })
  }

  command('serve', 'Run the server')
    .option('--data <folder>', 'where everything is kept (default: ./crosswalk-data)')
    .option('--port <number>', 'port, 0 for a free one (default: 4870)')
    .option('--listen <address>', 'address to listen on (default: 127.0.0.1, this machine only)')
    .option('--url <url>', 'the address people use, when a proxy with TLS stands in front')
    .addOption(new Option('--page <url>', 'where the page comes from during development').hideHelp())
    .option('--no-demo', 'do not open with the demo project')
    .action(async (flags) => set(await (await import('./serve.ts')).serve(output, flags)))

  command('login-link', 'Print a one-time sign-in link for a colleague; the server must be running')
    .requiredOption('--name <name>', 'how the colleague is called')
    .requiredOption('--role <role>', 'viewer, commenter, editor, owner or administrator')
    .option('--data <folder>', "the server's data folder (default: ./crosswalk-data)")
    .action(async (flags) => set(await (await import('./login-link.ts')).loginLink(output, flags)))

  command('init', 'Make a project file from two descriptions')
    .argument('<out>', 'the project file to make, for example shop.crosswalk.json')
    .requiredOption('--source <file[#object]>', 'description of the source (a file, or a zip of them) and the object the records are')
    .requiredOption('--destination <file[#object]>', 'description of the destination and the object to fill')
    .option('--name <name>', 'name of the project')
    .option('--force', 'replace the file if it exists')
    .action(async (out: string, flags) => set(await (await import('./init.ts')).init(output, out, flags)))

  command('schema', 'Say what a description holds: endpoints, objects, fields')
    .argument('<files...>', `${Object.values(formatNames).join(', ')}; several files, or a zip, are one set`)
    .option('--objects', 'list the records that can be mapped, the likeliest first')
    .option('--object <name>', 'list the fields of this object')
    .option('--depth <n>', 'open so many levels (default: 3)')
    .option('--format <name>', `where detection is wrong: ${Object.keys(formatNames).join(', ')}`)
    .action(async (files: string[], flags) => set(await (await import('./schema.ts')).schema(output, files, flags)))

  command('diff', 'Compare two versions of a description (exit with 1 if something breaks), or two states of a project (1 if they differ)')
    .argument(
      '<sides...>',
      'the old description and the new one, in any format, several files of one side with commas between them, or as a zip; or two project files, FILE@3 for baseline 3 of one',
    )
    .option('--breaking', 'list only what can break a program that reads or sends')
    .action(async (sides: string[], flags) => set(await (await import('./diff.ts')).diff(output, sides, flags)))

  command('generate', 'Write the mappers of a project as TypeScript or JSONata')
    .argument('<project>', 'project file')
    .requiredOption('--out <folder>', 'where the packages go, one folder a field map')
    .option('--map <name>', 'only this field map (key, name or number)')
    .option('--check', 'write nothing; print the files that differ and exit with 1')
    .option('--allow-gaps', 'also when required destination fields are not mapped')
    .option('--target <language>', 'typescript or jsonata', 'typescript')
    .option('--tests <runner>', 'adapters that run the test cases with vitest or node (default: none)')
    .action(async (project: string, flags) => set(await (await import('./generate.ts')).generate(output, project, flags)))

  command('run', 'Map records: one JSON object a line in, one result a line out')
    .argument('<project>', 'project file')
    .requiredOption('--map <name>', 'field map (key, name or number)')
    .option('--config <file>', 'JSON object with config values by name')
    .option('--customer <name>', 'take the config values and lookup tables of this customer profile')
    .option('--input <file>', 'records, one JSON object a line (default: standard input)')
    .option('--now <time>', 'the time to take as now, ISO 8601')
    .option('--operation <name>', 'create or update: rows for the other one take no part (default: create)')
    .action(async (project: string, flags) => set(await (await import('./run.ts')).run(output, project, flags, piped)))

  command('test', 'Run the test cases of a project; exit with 1 if one fails')
    .argument('<project>', 'project file')
    .option('--map <name>', 'only cases of this field map (key, name or number)')
    .option('--case <number>', 'only this case, for example T-3')
    .option('--use-case <number>', 'only cases of this use case, for example UC-1')
    .option('--coverage', 'also list the rows that no such case covers')
    .option('--now <time>', 'the time to take as now, for cases that say none, ISO 8601')
    .option('--customer <name>', 'the customer profile of cases that name none')
    .action(async (project: string, flags) => set(await (await import('./test.ts')).testProject(output, project, flags)))

  command('lint', 'Say what is found about a project; exit with 1 on errors and warnings that nobody waived')
    .argument('<project>', 'project file')
    .option('--severity <least>', 'print only what is at least this: error, warning or hint (default: hint)')
    .option('--waived', 'print waived findings too, with who waived them and why')
    .action(async (project: string, flags) => set(await (await import('./lint.ts')).lint(output, project, flags)))

  command('formula', 'Evaluate formulas: one {"id", "expr", "data"} a line in, one result a line out')
    .option('--input <file>', 'JSON lines (default: standard input); "bindings" may give values to variables')
    .option('--now <time>', 'the time to take as now, ISO 8601')
    .action(async (flags) => set(await (await import('./formula.ts')).formula(output, flags, piped)))

  command('export', 'Write the specification as a file')
    .argument('<project>', 'project file')
    .requiredOption('--format <format>', 'xlsx, html, md, csv, jsonata or json')
    .option('--out <file>', 'the file to write, or for md the folder; all but xlsx go to standard output without it')
    .option('--map <name>', 'only this field map (key, name or number); may be given several times', list, [])
    .option('--use-case <number>', 'only this use case, for example UC-1, and the field maps that serve it; may be given several times', list, [])
    .option('--for <readers>', 'engineers: all that it takes to build it; stakeholders: what they review and sign', 'engineers')
    .option('--protect', 'for xlsx: only the columns for review can be changed')
    .option('--round-trip', 'for csv: with hidden columns by which an edited file can be imported again')
    .option('--raw', 'for csv: for programs, nothing put before texts that look like formulas')
    .option('--allow-gaps', 'for jsonata: also when required destination fields are not mapped')
    .option('--show-values', 'show sample values that look like secrets or personal data, too')
    .action(async (project: string, flags) => set(await (await import('./export.ts')).exportProject(output, project, flags)))

  command(
    'import',
    'Take a spreadsheet into a project: an edited workbook of ours, or a mapping of somebody else; exit with 1 if something is left to a person',
  )
    .argument('<spreadsheets...>', '.xlsx, .csv, .tsv, or a Markdown or HTML page with tables; several files are the sheets of one')
    .requiredOption('--into <project>', 'project file')
    .option('--map <name>', "the field map that somebody else's rows go to (key, name or number)")
    .option('--sheet <name...>', 'only these sheets')
    .option('--header-row <number>', 'the row that names the columns, or two (2-3)')
    .option('--columns <json>', 'what columns mean, by title or letter: {"Source field": "source", "C": "destination"}')
    .option('--dry-run', 'write nothing; print what would change')
    .option('--accept <which>', "safe: what needs nobody's decision; all: also what takes away; none", 'safe')
    .option('--theirs', 'where both sides changed a cell, take what the spreadsheet says')
    .option('--by <name>', 'whose questions and answers they are (default: the name of the spreadsheet)')
    .option('--out <file>', 'write the project here, not over the one that was read')
    .action(async (spreadsheets: string[], flags) => set(await (await import('./import.ts')).importSpreadsheet(output, spreadsheets, flags)))

  return program
}

function list(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
