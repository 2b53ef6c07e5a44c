// The only place that counts what the server does, printed as Prometheus text at /metrics. Numbers only, no names.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RouteDeps } from './routes/deps.ts'

export type Metrics = {
  /** Call the answer with the status when the request is done. */
  begin(method: string): (status: number) => void
  print(): Promise<string>
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'])

export function createMetrics(deps: Pick<RouteDeps, 'storage' | 'isReady'>): Metrics {
  const requests = new Map<string, number>()
  const startedAt = performance.now()
  let seconds = 0
  let running = 0
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  return {
    begin(method) {
      const began = performance.now()
      running += 1
      return (status) => {
        running -= 1
        seconds += (performance.now() - began) / 1000
        const labels = `method="${methods.has(method) ? method : 'other'}",status="${Math.floor(status / 100)}xx"`
        requests.set(labels, (requests.get(labels) ?? 0) + 1)
      }
    },
    async print() {
      const memory = process.memoryUsage()
      const lines = [
        ...metric('crosswalk_ready', 'gauge', 'Whether the server takes changes', [['', deps.isReady() ? 1 : 0]]),
        ...metric('crosswalk_uptime_seconds', 'gauge', 'Since the start', [['', (performance.now() - startedAt) / 1000]]),
        ...metric('crosswalk_http_requests_total', 'counter', 'Answered requests', [...requests]),
        ...metric('crosswalk_http_request_seconds_total', 'counter', 'Time spent answering', [['', seconds]]),
        ...metric('crosswalk_http_requests_running', 'gauge', 'Requests being answered', [['', running]]),
        ...metric('crosswalk_projects', 'gauge', 'Stored projects', [['', (await deps.storage.listProjects()).length]]),
        ...metric('crosswalk_event_loop_delay_seconds', 'gauge', 'Delay of the event loop since the last reading', [
          ['quantile="0.5"', delay.percentile(50) / 1e9],
          ['quantile="0.99"', delay.percentile(99) / 1e9],
          ['quantile="1"', delay.max / 1e9],
        ]),
        ...metric('process_resident_memory_bytes', 'gauge', 'Memory held', [['', memory.rss]]),
        ...metric('process_heap_bytes', 'gauge', 'JavaScript heap in use', [['', memory.heapUsed]]),
      ]
      delay.reset()
      return `${lines.join('\n')}\n`
    },
  }
}

function metric(name: string, type: 'counter' | 'gauge', help: string, values: readonly (readonly [string, number])[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`)]
}
