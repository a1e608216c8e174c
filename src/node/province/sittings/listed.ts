/** Whom a signed list of a province delegates to: read back into just what this program writes, or not at all. */
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { type Bytes, fromUtf8 } from '../../../core/domain/bytes.ts';
import type { Metadata } from '../../../core/trust/metadata.ts';
import { isPublicPem } from '../../publish/signing/key-file.ts';
import { keyidOf } from '../../publish/signing/keys.ts';
import type { RootKeys } from '../../publish/signing/roles.ts';
import { heldByAnother } from '../alike.ts';
import { bureauListBytes, DELEGATE, type Delegate, delegationsTo } from '../delegates.ts';
import type { ListFile } from '../site.ts';
import { isTakenName } from '../taken-names.ts';

export interface Listed {
  /** Id of the province. */
  readonly province: string;
  readonly list: ListFile;
  readonly delegates: readonly Delegate[];
}

const LIST = /^([a-z0-9][a-z0-9-]{1,39})\/bureaus\.json$/;
const BUREAUS = v.looseObject({ bureaus: v.array(v.looseObject({ id: v.string() })) });
const DELEGATIONS = v.looseObject({
  keys: v.record(v.string(), v.looseObject({ keyval: v.looseObject({ public: v.string() }) })),
  roles: v.array(v.looseObject({ name: v.string(), keyids: v.array(v.string()), threshold: v.number() })),
});

/**
 * The list and the delegations say the same of the same bureaus, and nothing else: made anew of what was read, both are what they
 * were. So no pattern, key or field is signed that no summary tells. Null where that is not so.
 */
export function listedIn(targets: Metadata, files: ReadonlyMap<string, Bytes>): Listed | null {
  const [file, ...more] = files;
  const province = LIST.exec(file?.[0] ?? '')?.[1];
  if (file === undefined || province === undefined || more.length > 0) return null;
  const signed: unknown = JSON.parse(targets.text).signed.delegations;
  try {
    const delegates = delegatesOf(JSON.parse(fromUtf8(file[1])), signed);
    const same = isDeepStrictEqual(signed, JSON.parse(JSON.stringify(delegationsTo(delegates))));
    const whole = fromUtf8(bureauListBytes(delegates)) === fromUtf8(file[1]);
    return same && whole ? { province, list: file, delegates } : null;
  } catch {
    return null;
  }
}

function delegatesOf(list: unknown, delegations: unknown): readonly Delegate[] {
  const { keys, roles } = v.parse(DELEGATIONS, delegations);
  return v.parse(BUREAUS, list).bureaus.map((bureau) => {
    const role = roles.find(({ name }) => name === bureau.id);
    const pems = role?.keyids.map((id) => keys[id]?.keyval.public);
    return v.parse(DELEGATE, { ...bureau, keys: pems, threshold: role?.threshold });
  });
}

/** Bureaus that a province cannot delegate to, by id: two of one id or name, an id that is taken, a key that is none or somebody else's. */
export function badBureaus({ province, delegates }: Listed, own: RootKeys): readonly string[] {
  const ids = new Set([province]);
  const keys = new Set(Object.keys(own.keys));
  const bad = delegates.filter((one) => {
    const keyids = one.keys.map(keyidOf);
    const taken = ids.has(one.id) || isTakenName(one.id) || keyids.some((id) => keys.has(id));
    ids.add(one.id);
    for (const id of keyids) keys.add(id);
    const enough = new Set(keyids).size === keyids.length && keyids.length >= one.threshold;
    return taken || heldByAnother(one, delegates) !== null || !enough || !one.keys.every(isPublicPem);
  });
  return bad.map(({ id }) => id);
}
