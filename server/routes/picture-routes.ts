// The only routes of the pictures of use cases. What a picture is, its bytes decide; nothing else is taken, so nothing that could run is ever sent.
import { limits } from '../../shared/api/limits.ts'
import { pictureAnswer } from '../../shared/api/review-routes.ts'
import { findPictureType } from '../../shared/project/picture-type.ts'
import { fail } from '../../shared/schema/result.ts'
import { hashContent } from '../content-key.ts'
import { keepContent } from '../keep-content.ts'
import { unpackBytes } from '../stored-content.ts'
import { json, route, type Route } from './route.ts'

export const pictureRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/projects/:project/pictures',
    summary: 'Keep a picture (the body): PNG, JPEG, GIF or WebP; answers its hash',
    gate: 'project.edit',
    body: 'bytes',
    mostBytes: limits.picture,
    answer: pictureAnswer,
    async handle({ deps, params, body }) {
      const mediaType = findPictureType(body)
      if (mediaType === undefined) return fail({ type: 'NotAPicture' })
      const { key, writes } = await keepContent(deps.storage, params['project'] ?? '', 'picture', await hashContent(body), body)
      await deps.storage.commit(writes)
      return json({ hash: key, mediaType }, 201)
    },
  }),
  route({
    method: 'GET',
    path: '/api/projects/:project/pictures/:hash',
    summary: 'A picture; never changes',
    gate: 'project.read',
    answer: 'image/*',
    async handle({ deps, params }) {
      const key = params['hash'] ?? ''
      const packed = (await deps.storage.isBlobLinked(params['project'] ?? '', 'picture', key)) ? await deps.storage.findBlob('picture', key) : undefined
      const bytes = packed === undefined ? undefined : await unpackBytes(packed)
      const type = bytes === undefined ? undefined : findPictureType(bytes)
      if (bytes === undefined || type === undefined) return fail({ type: 'NotFound', what: 'picture' })
      // Opened on its own, it is no page of ours (T-4B).
      const headers = { 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' }
      return { ok: true, value: { kind: 'bytes', bytes, type, headers, etag: `picture.${key}`, immutable: true } }
    },
  }),
]
