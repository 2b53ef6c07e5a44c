import { run } from './bench/import.bench.ts'
console.table(await run())
