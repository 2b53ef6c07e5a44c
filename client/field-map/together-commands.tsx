// Commands between people: questions, links, following.
import { editing, type CommandRuns } from './command-run.ts'
import { FollowWhom } from './follow.tsx'
import { copyLink } from './row-link.tsx'
import type { MapTools } from './tools.tsx'

const SEVERAL = 'This line stands for several fields. Press Enter to list them, then choose one.'

export function togetherCommands(tools: MapTools): CommandRuns {
  return {
    ask: editing(tools, {
      whyNot: ({ line }) => (line.line.kind === 'more' ? SEVERAL : undefined),
      run: ({ line }) => tools.showRight({ kind: 'row', line: line.address, part: 'questions', opened: Date.now() }),
    }),
    'copy-link': {
      whyNot: ({ line }) => (line.line.kind === 'more' ? SEVERAL : undefined),
      run: ({ line }) => copyLink(tools, line.address),
    },
    follow: { anywhere: true, run: () => tools.show((close) => <FollowWhom onClose={close} say={tools.say} />) },
  }
}
