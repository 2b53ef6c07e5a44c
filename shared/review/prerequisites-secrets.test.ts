// Rules of the warning about secrets in words about systems.
import { expect, test } from 'vitest'
import { looksLikeSecret } from './prerequisites-secrets.ts'

test.each([
  'Bearer abcdefgh12345678',
  'the key: sk_live_abcdefgh12345678, please',
  'password: hunter22',
  'client secret = s3cr3t',
  'Password: correcthorse',
  'cs_8f3a91c07be24d5599aa10ffe3b2c4d6e7f80912',
  '-----BEGIN PRIVATE KEY-----',
  'Authorization Basic dXNlcjpwYXNzd29yZA==',
])('%s looks like a secret', (text) => expect(looksLikeSecret(text)).toBe(true))

test.each([
  '',
  'HTTP basic over TLS with a consumer key and secret; read only is enough',
  'OAuth 2.0 authorisation code; access tokens last 30 minutes, refresh tokens 60 days',
  'accounting.transactions, accounting.contacts, accounting.settings.read',
  'Kept in the customer’s vault, held by Ana Duarte',
  'https://staging.shop.example.com/wp-json/wc/v3',
  'API key: ask Tomás',
  'Token: held by Ana Duarte',
  'API key: https://docs.example.com/keys2',
  'internationalisation-of-products',
  '2026-11-22',
])('%s does not', (text) => expect(looksLikeSecret(text)).toBe(false))
