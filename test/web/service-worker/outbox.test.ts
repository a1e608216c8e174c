import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configIn, createWorkerOutbox } from '../../../src/web/service-worker/outbox.ts';

const shell = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');
const pin = { rootSha256: 'a'.repeat(64), minimumVersion: 1, builtAt: '2026-01-01T00:00:00Z' };
const config = { pin, bureau: 'b', basePath: '/yiliao/xinyong/' };
const filled = shell.replace('{"pin":null,"bureau":null}', JSON.stringify(config));

describe('the worker’s outbox', () => {
  it('reads its configuration out of the very shell that publishing fills', () => {
    expect(configIn(filled)).toEqual(config);
    expect(configIn(shell)).toBeNull();
    expect(configIn('<!doctype html><title>Sign in</title>')).toBeNull();
  });

  it('does nothing and breaks nothing without a shell, without a release, and without IndexedDB', async () => {
    expect('indexedDB' in globalThis).toBe(false);
    const answers = [
      () => Promise.reject(new Error('no cache')),
      async () => undefined,
      async () => new Response(shell),
      async () => new Response(filled),
    ];
    for (const answer of answers)
      await expect(createWorkerOutbox(answer).sync('yixinma-outbox')).resolves.toBeUndefined();
  });

  it('leaves the syncs of others alone', async () => {
    let asked = 0;
    await createWorkerOutbox(async () => {
      asked++;
      return undefined;
    }).sync('another-tag');
    expect(asked).toBe(0);
  });
});
