// The only door to the routes of what the server alone writes: approvals, waivers, sign-offs, baselines; and of questions by commenters,
// pictures and progress. All throw ApiError.
import { useQuery } from '@tanstack/react-query'
import type {
  ApprovalRequest,
  ApprovalAnswer,
  BaselineAnswer,
  PictureAnswer,
  ProgressDay,
  QuestionRequest,
  SignOffRequest,
  WaiverRequest,
} from '../../shared/api/review-routes.ts'
import type { BaselineState } from '../../shared/review/baseline-state.ts'
import { call, getJson, readJson, sendJson } from './request.ts'

const path = (project: string, rest: string) => `/projects/${encodeURIComponent(project)}/${rest}`

export function approveRows(project: string, request: ApprovalRequest): Promise<ApprovalAnswer> {
  return sendJson('POST', path(project, 'approvals'), request)
}
export function waive(project: string, request: WaiverRequest): Promise<{ ids: string[] }> {
  return sendJson('POST', path(project, 'waivers'), request)
}
export function takeBackWaiver(project: string, waiver: string): Promise<void> {
  return sendJson('DELETE', path(project, `waivers/${encodeURIComponent(waiver)}`))
}
export function sign(project: string, request: SignOffRequest): Promise<{ ids: string[] }> {
  return sendJson('POST', path(project, 'sign-offs'), request)
}
export function withdrawSignOff(project: string, signOff: string): Promise<void> {
  return sendJson('DELETE', path(project, `sign-offs/${encodeURIComponent(signOff)}`))
}
export function freezeBaseline(project: string, note: string): Promise<BaselineAnswer> {
  return sendJson('POST', path(project, 'baselines'), { note })
}
/** Immutable: read once. */
export function useBaselineState(project: string, baseline: string | undefined) {
  return useQuery({
    queryKey: ['baseline', project, baseline],
    queryFn: () => getJson<BaselineState>(path(project, `baselines/${encodeURIComponent(baseline ?? '')}`)),
    enabled: baseline !== undefined,
    staleTime: Infinity,
  })
}
export function askByRoute(project: string, request: QuestionRequest): Promise<{ ids: string[] }> {
  return sendJson('POST', path(project, 'questions'), request)
}
export function answerByRoute(project: string, question: string, answer: string): Promise<void> {
  return sendJson('POST', path(project, `questions/${encodeURIComponent(question)}/answer`), { answer })
}
export async function uploadPicture(project: string, file: File): Promise<PictureAnswer> {
  return readJson(
    await call(path(project, 'pictures'), { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream', 'x-crosswalk': '1' } }),
  )
}
export function pictureAddress(project: string, hash: string): string {
  return `/api${path(project, `pictures/${encodeURIComponent(hash)}`)}`
}
export function useProgress(project: string) {
  return useQuery({ queryKey: ['progress', project], queryFn: () => getJson<ProgressDay[]>(path(project, 'progress')), staleTime: 60_000 })
}
