// Tests of settings from flags and environment.
import { describe, expect, test } from 'vitest'
import { isLoopback, readSettings } from './config.ts'

describe('settings', () => {
  test('are the documented ones without any flag', () => {
    expect(readSettings({}, {}, '/home/ada')).toEqual({
      ok: true,
      value: { dataFolder: '/home/ada/crosswalk-data', port: 4870, listen: '127.0.0.1', publicUrl: undefined, pageUrl: undefined, demo: true },
    })
  })

  test('come from the environment, and flags win over it', () => {
    const env = { CROSSWALK_DATA: 'a', CROSSWALK_PORT: '1', CROSSWALK_LISTEN: '0.0.0.0', CROSSWALK_URL: 'https://maps.example.com', CROSSWALK_DEMO: '0' }
    expect(readSettings({}, env, '/x')).toMatchObject({
      value: { dataFolder: '/x/a', port: 1, listen: '0.0.0.0', publicUrl: 'https://maps.example.com', demo: false },
    })
    expect(readSettings({ data: '/b', port: '2', listen: '::1', url: 'http://h:1' }, env, '/x')).toMatchObject({
      value: { dataFolder: '/b', port: 2, listen: '::1', publicUrl: 'http://h:1' },
    })
  })

  test.each([
    { flags: { port: '70000' }, says: /not a port/ },
    { flags: { port: 'abc' }, says: /not a port/ },
    { flags: { listen: 'example.com' }, says: /IP address/ },
    { flags: { data: '' }, says: /data folder has no name/ },
    { flags: { url: 'maps.example.com' }, says: /--url/ },
    { flags: { url: 'https://x/path' }, says: /without a path/ },
    { flags: { url: 'javascript:alert(1)' }, says: /--url/ },
  ])('$flags are refused with what to do', ({ flags, says }) => {
    expect(readSettings(flags, {}, '/x')).toMatchObject({ ok: false, error: { message: expect.stringMatching(says) } })
  })

  test.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['localhost', true],
    ['::1', true],
    ['127.0.0.1.example.com', false],
    ['0.0.0.0', false],
    ['10.0.0.1', false],
  ])('%s is loopback: %s', (address, want) => {
    expect(isLoopback(address)).toBe(want)
  })
})
