/** Who has signed an export, and who is still missing. */
import { fromHex } from '../../../core/domain/bytes.ts';
import { isMap, readJson } from '../../../core/trust/json.ts';
import { p256, signatureCheck } from '../../../core/trust/keys.ts';
import { type Metadata, parseMetadata } from '../../../core/trust/metadata.ts';
import type { Delegation, RootKeys, Signature } from '../signing/roles.ts';
import { roleText } from '../signing/roles.ts';
import type { OfflineRole, SignatureFile } from './format.ts';
import type { RolesToSign } from './roles-to-sign.ts';

/** A group of keys of which some must sign a file. */
export interface Requirement {
  readonly role: OfflineRole;
  /** `before`: the root in force must agree to the new one. */
  readonly of: 'before' | 'after';
  readonly keys: Delegation;
}

export interface Missing extends Requirement {
  readonly have: number;
}

export type BadSignature =
  /** It signed something else. */
  | 'other-export'
  /** Its key is none of those whose signature counts: another bureau's, or one that was replaced. */
  | 'not-in-root'
  /** The bytes are not signed by it. */
  | 'bad-signature';

export function requirementsOf({
  root,
  before,
  after,
}: Pick<RolesToSign, 'root' | 'before' | 'after'>): readonly Requirement[] {
  return [
    ...(root === null || before === null
      ? []
      : [{ role: 'root' as const, of: 'before' as const, keys: before.roles.root }]),
    ...(root === null ? [] : [{ role: 'root' as const, of: 'after' as const, keys: after.roles.root }]),
    { role: 'targets', of: 'after', keys: after.roles.targets },
  ];
}

/** What a key signs of an export; empty: nothing, it is no key of this bureau. */
export function rolesOfKey(roles: RolesToSign, keyid: string): readonly OfflineRole[] {
  const named = requirementsOf(roles).filter(({ keys }) => keys.keyids.includes(keyid));
  return [...new Set(named.map(({ role }) => role))];
}

/** Null where the file signs this export with a key that counts, and every signature in it is good. */
export async function signatureFault(
  file: SignatureFile,
  id: string,
  roles: RolesToSign,
): Promise<BadSignature | null> {
  if (file.export !== id) return 'other-export';
  const asked = rolesOfKey(roles, file.keyid);
  if (asked.length === 0) return 'not-in-root';
  for (const { role, sig } of file.signatures) {
    const metadata = role === 'root' ? roles.root : roles.targets;
    if (metadata === null || !asked.includes(role)) return 'bad-signature';
    if (!(await isSigned(metadata, file.keyid, sig, roles))) return 'bad-signature';
  }
  return null;
}

/** Requirements that these signature files do not meet yet; each key counts once. */
export function missingFor(files: readonly SignatureFile[], roles: RolesToSign): readonly Missing[] {
  return requirementsOf(roles)
    .map((requirement) => {
      const { role, keys } = requirement;
      const signers = files.filter(
        ({ keyid, signatures }) => keys.keyids.includes(keyid) && signatures.some((one) => one.role === role),
      );
      return { ...requirement, have: new Set(signers.map(({ keyid }) => keyid)).size };
    })
    .filter(({ have, keys }) => have < keys.threshold);
}

/** The signed texts, with one signature a key. */
export function signedTexts(
  files: readonly SignatureFile[],
  roles: RolesToSign,
): { readonly root: string | null; readonly targets: string } {
  const by = (role: OfflineRole): readonly Signature[] => {
    const found = files.flatMap(({ keyid, signatures }) =>
      signatures.filter((one) => one.role === role).map(({ sig }) => ({ keyid, sig })),
    );
    return [...new Map(found.map((one) => [one.keyid, one])).values()];
  };
  const text = (metadata: Metadata, role: OfflineRole) => roleText(JSON.parse(metadata.text).signed, by(role));
  return { root: roles.root && text(roles.root, 'root'), targets: text(roles.targets, 'targets') };
}

/** By the verifier's own check, over a root that knows this key alone. */
async function isSigned(metadata: Metadata, keyid: string, sig: string, roles: RolesToSign): Promise<boolean> {
  const key = keyOf(keyid, [roles.after, ...(roles.before === null ? [] : [roles.before])]);
  if (key === null || fromHex(sig) === null) return false;
  const alone = readJson(JSON.stringify({ keys: { [keyid]: key }, roles: { one: { keyids: [keyid], threshold: 1 } } }));
  if (!isMap(alone)) return false;
  const type = metadata.body.get('_type') === 'root' ? 'root' : 'targets';
  const signed = parseMetadata(roleText(JSON.parse(metadata.text).signed, [{ keyid, sig }]), type);
  return signatureCheck(p256)({ body: alone }, 'one', signed);
}

function keyOf(keyid: string, roots: readonly RootKeys[]): object | null {
  return roots.map(({ keys }) => keys[keyid]).find((key) => key !== undefined) ?? null;
}
