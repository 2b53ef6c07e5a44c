// How a thread of the server is started: the same from source and compiled. The only place that makes a Worker.
import { Worker } from 'node:worker_threads'

/** `file` without extension, beside the module whose `import.meta.url` is given (`./commit-worker`). */
export function startThread(besideUrl: string, file: string, workerData: object): Worker {
  if (!besideUrl.endsWith('.ts')) return new Worker(new URL(`${file}.js`, besideUrl), { workerData })
  // Source needs a loader, which a thread does not inherit from its process.
  const [loader, source] = [import.meta.resolve('tsx/esm/api'), new URL(`${file}.ts`, besideUrl).href]
  return new Worker(`import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`, {
    eval: true,
    workerData,
  })
}
