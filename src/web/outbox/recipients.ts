/** Who receives complaints here and with which keys: read from the signed release, never from anything else. */
import { type IntakeKeys, parseIntakeKeys, parseReceiptKeys, type ReceiptKeys } from '../../core/complaint/keys.ts';
import { parseRatings } from '../../core/complaint/ratings.ts';
import type { Bureau } from '../../core/domain/bureau.ts';
import { fromUtf8 } from '../../core/domain/bytes.ts';
import type { RulebookTerms } from '../../core/domain/terms.ts';
import type { ReleaseStore } from '../store/release-store.ts';
import { type CheckParts, checkOrigin, loadKept, type VerifiedRelease } from '../sync/check.ts';
import { intakeKeyPaths, planIntake } from '../sync/release-files.ts';
import type { Recipients } from './outbox.ts';

export interface RecipientsParts extends Pick<CheckParts, 'config' | 'now' | 'origin'> {
  readonly store: () => Promise<ReleaseStore>;
  /** Runs work while no other tab does the same. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

export interface RecipientsSource {
  /** Kept ones at once, else from the network. Old ones are asked for anew behind the answer. */
  get(): Promise<Recipients | 'closed' | 'unknown'>;
  /** Verified receipt keys, also of a bureau that takes nothing any more; with `true` confirmed by the origin just now. */
  receiptKeys(confirmed: boolean): Promise<ReceiptKeys | null>;
  /** Looks whether what is kept is old or missing, and fetches it then. Never throws. */
  warm(): Promise<void>;
}

/** Keys change once in years; a form need not ask for them each time. */
const OLD_MS = 12 * 3600_000;

/** What a release says of complaints. `receipts` outlives `recipients`: what was sent has to be judged. */
interface Known {
  readonly recipients: Recipients | 'closed';
  readonly receipts: ReceiptKeys | null;
  readonly confirmedAt: string;
}

export function createRecipients(parts: RecipientsParts): RecipientsSource {
  let known: Known | null = null;
  let opened: Promise<ReleaseStore> | null = null;
  let asking: Promise<Known | null> | null = null;
  const open = (): Promise<ReleaseStore> => {
    opened ??= parts.store();
    return opened;
  };

  async function kept(): Promise<Known | null> {
    const { config, now } = parts;
    const release = await loadKept({ config, now, plan: planIntake, store: await open() });
    return release && readKnown(release, config.bureau);
  }

  async function fetched(): Promise<Known | null> {
    const { config, now, origin } = parts;
    const store = await open();
    const check = { config, now, origin, plan: planIntake, store, onProgress: () => undefined };
    const outcome = await parts.exclusively(() => checkOrigin(check));
    return outcome.kind === 'release' ? readKnown(outcome.release, config.bureau) : null;
  }

  /** One question under way is enough for all who ask. Null: the origin did not confirm anything. */
  function ask(): Promise<Known | null> {
    asking ??= fetched()
      .catch(() => null)
      .then((found) => {
        known = found ?? known;
        asking = null;
        return found;
      });
    return asking;
  }

  async function current(): Promise<Known | null> {
    known ??= await kept().catch(() => null);
    if (known === null) return ask();
    if (isOld(known, parts.now())) void ask();
    return known;
  }

  return {
    get: async () => (await current())?.recipients ?? 'unknown',
    receiptKeys: async (confirmed) => (await (confirmed ? ask() : current()))?.receipts ?? null,
    warm: async () => {
      known ??= await kept().catch(() => null);
      if (known === null || isOld(known, parts.now())) await ask();
    },
  };
}

/** A confirmation from the future was written before the clock went back: it is no reason not to look. */
function isOld({ confirmedAt }: Known, now: Date): boolean {
  const age = now.getTime() - Date.parse(confirmedAt);
  return !(age >= 0 && age < OLD_MS);
}

/** Null when the release has nothing of this bureau that can be read. */
function readKnown(release: VerifiedRelease, id: string): Known | null {
  const { directory } = release.plan;
  const text = (path: string): string | null => {
    const bytes = release.files.get(path);
    return bytes ? fromUtf8(bytes) : null;
  };
  const bureau = read<Bureau>(text(`${directory}/bureau.json`));
  if (bureau === null) return null;
  const [intakePath, receiptsPath] = intakeKeyPaths(id);
  const receipts = ours(parseReceiptKeys(text(receiptsPath) ?? ''), id);
  const intake: IntakeKeys | null = ours(parseIntakeKeys(text(intakePath) ?? ''), id);
  const confirmedAt = release.savedAt;
  if (intake === null || receipts === null || bureau.intake === 'none') {
    return { recipients: 'closed', receipts, confirmedAt };
  }
  const rateable = read<RulebookTerms>(text(`${directory}/rulebook.json`))?.ratings ?? false;
  const ratings = ours(parseRatings(text(`${directory}/ratings.json`) ?? ''), id);
  return { recipients: { bureau, intake, receipts, ratings, rateable, confirmedAt }, receipts, confirmedAt };
}

/** Files of another bureau under one signature: each stays with its own. */
function ours<File extends { readonly bureau: string }>(file: File | null, bureau: string): File | null {
  return file?.bureau === bureau ? file : null;
}

/** A verified file of our own publisher: its signature vouches for its shape. */
function read<File>(text: string | null): File | null {
  try {
    return text === null ? null : (JSON.parse(text) as File);
  } catch {
    return null;
  }
}
