/**
 * The static page's script. The page is complete and true without it; it checks the page's own record, takes down what
 * lapsed since rendering, and adds comforts. Whatever fails here leaves the words that the page came with, and never
 * “verified”.
 */
import { chinaDay } from '../../../core/domain/iso-date.ts';
import { openStorage } from '../device-storage.ts';
import { offerSizes } from '../text-size.ts';
import { loadBundle } from './bundle.ts';
import { type CheckResult, checkRelease } from './check.ts';
import { offerSearch, registerWorker } from './comfort.ts';
import { type CarriedProof, provesItself, readProof, viewOn } from './proof.ts';
import { showVerification } from './show.ts';
import { trustsOther } from './store.ts';
import { markLapsed, removeLapsed } from './today.ts';

/** Address of the chunk for printed claims, filled in by the build. */
declare const CLAIM_SCRIPT: string;

/** Shown only when the check takes longer: a word that comes and goes at once is noise. */
const CHECKING_AFTER_MS = 400;
const BAD: CheckResult = { verification: { kind: 'bad', kept: null } };
const UNKNOWN: CheckResult = { verification: { kind: 'unchecked' } };

const now = new Date();

/** Each step alone: a fault in one must not take the others along. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The page stays as it came.
  }
}

async function main(): Promise<void> {
  [offerSizes, offerSearch, registerWorker].forEach(attempt);
  const carried = readProof(document);
  if (!carried) showVerification(BAD.verification);
  else if ((await examine(carried)) !== BAD) return;
  await seekFreshPage();
}

/** Takes down what lapsed, shows the result of the check, and takes down what lapsed by the day learnt from it. */
async function examine(carried: CarriedProof): Promise<CheckResult> {
  const { view } = carried;
  // A clock behind the day of rendering does not bring back what had ended by then.
  const device = chinaDay(now);
  const today = view.day > device ? view.day : device;
  let standing = removeLapsed(view, viewOn(carried, today));
  const show = ({ verification, day = today }: CheckResult) => {
    // Days only grow. On a page that fails too: what must leave leaves, whatever else is wrong.
    standing = removeLapsed(standing, viewOn(carried, day));
    // Whether a grade is over is said neither of a page that fails (bad), nor by a clock in doubt, nor while checking.
    const decided = /^[bc]/.test(verification.kind) ? view : standing;
    markLapsed(view, decided);
    showVerification(verification, decided.state.kind);
    return decided;
  };
  const waiting = setTimeout(() => show({ verification: { kind: 'checking' } }), CHECKING_AFTER_MS);
  // A fault of ours proves nothing about the page: it then reads as it came.
  const result = await checkPage(carried).catch(() => UNKNOWN);
  clearTimeout(waiting);
  const decided = show(result);
  // A board's code brings a claim: 160 digits, or what was left of them on the way.
  if (/^#\d/.test(location.hash)) (await import(/* @vite-ignore */ CLAIM_SCRIPT)).showClaim(result, decided);
  return result;
}

/** Leaf, openings and root; then the release by the bundle, by the bundle past all caches, by what this phone holds. */
async function checkPage(carried: CarriedProof | null): Promise<CheckResult> {
  if (!carried?.sound) return BAD;
  // Plain http, or a browser without cryptography: say why, in one line. Lapsing goes by the device alone.
  if (!crypto.subtle) return isSecureContext ? UNKNOWN : { verification: { kind: 'insecure' } };
  if (!(await provesItself(carried))) return BAD;
  const storage = openStorage();
  if (await trustsOther(storage, carried.proof.pin.rootSha256)) return BAD;
  let otherwise = BAD;
  // Once more before a page is called not genuine: what came may have been cut, or old at a cache on the way.
  for (const _ of [1, 2]) {
    const loaded = await loadBundle();
    if (loaded.bundle === undefined) {
      otherwise = UNKNOWN;
      break;
    }
    const result = loaded.bundle && (await checkRelease(carried.proof, loaded, storage, now));
    // No page can have been rendered on a day that is still to come.
    if (result) return result.day && carried.view.day > result.day ? BAD : result;
  }
  const known = await checkRelease(carried.proof, {}, storage, now).catch(() => null);
  return known ?? otherwise;
}

/** A damaged or outdated copy may sit in a cache: fetch the page past all caches and, if it is genuine, show that one. */
async function seekFreshPage(): Promise<void> {
  // Without this note to ourselves, which a reload keeps, a worker that answers with the old copy would reload for ever.
  if (history.state === 1) return;
  const answer = await fetch('', { cache: 'reload' });
  const found = await checkPage(readProof(new DOMParser().parseFromString(await answer.text(), 'text/html')));
  if (!found.trusted) return;
  history.replaceState(1, '');
  location.reload();
}

main().catch(() => undefined);
