// The only file of the server that does something when it is imported: it runs the command line.
import { runCommandLine } from './cli/command-line.ts'

process.exitCode = await runCommandLine(process.argv.slice(2))
