// What a rule is made of: the shape of the entries of the table of rules.
import type { Severity } from '../mapping/problem.ts'

/** `title`: a few words. `why`: one or two sentences: why it matters, and what to do. `fix`: some findings have a quick fix. */
export type RuleWords = { readonly title: string; readonly why: string; readonly fix?: true }
export type Rule = RuleWords & { readonly severity: Severity }
/** `say`: the finding as a sentence; `names` in the order that the sentence needs them. */
export type SpokenRule = Rule & { readonly say: (...names: string[]) => string }
