/** The clients that read a simulated repository: ours, tuf-js as the second implementation, and a third where one is named. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BaseFetcher, Updater } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import type { Bytes } from '../../src/core/domain/bytes.ts';
import type { SignatureCheck } from '../../src/core/trust/keys.ts';
import {
  fetchTarget,
  refreshTrust,
  type StoredTrust,
  type Trusted,
  type TrustPin,
  type TrustState,
  type TrustStore,
} from '../../src/core/trust/updater.ts';
import { type Answering, ProcessClient, TUF_CLIENT } from './tuf-client-process.ts';
import { instant, later, T0, type TufRepository } from './tuf-repository.ts';

export class MemoryStore implements TrustStore {
  state: StoredTrust | null = null;
  saves = 0;

  async load(): Promise<StoredTrust | null> {
    return this.state;
  }

  async save(state: StoredTrust): Promise<void> {
    this.saves++;
    this.state = state;
  }
}

/** One device with our verifier. */
export class OurClient {
  readonly store = new MemoryStore();
  pin: TrustPin;
  readonly repository: TufRepository;
  readonly signedEnough: SignatureCheck | undefined;

  constructor(repository: TufRepository, signedEnough?: SignatureCheck) {
    this.repository = repository;
    this.signedEnough = signedEnough;
    this.pin = { rootSha256: repository.fingerprint(), minimumVersion: 1, builtAt: instant(later(-30)) };
  }

  refresh(now: Date = T0): Promise<TrustState> {
    const fetcher = this.repository.fetcher();
    const { store, pin } = this;
    return refreshTrust({ fetcher, store, pin, now, ...(this.signedEnough && { signedEnough: this.signedEnough }) });
  }

  /** One word: `current`, `aged:timestamp`, `kept:rollback`, `refused:signature`, or `file:hash` when `path` fails. */
  async outcome(now: Date, path?: string): Promise<string> {
    const state = await this.refresh(now);
    if (state.status === 'refused' || state.status === 'kept') return `${state.status}:${state.problem.code}`;
    if (state.status === 'aged') return `aged:${state.expired.map(({ role }) => role).join('+')}`;
    if (path === undefined) return 'current';
    const file = await fetchTarget(state.trusted, path, this.repository.fetcher());
    return file.ok ? 'current' : `file:${file.fault.code}`;
  }
}

/** What a state relies on; throws where there is nothing good. */
export function trustedOf(state: TrustState): Trusted {
  if (state.status === 'refused') throw new Error(`refused: ${state.problem.code} ${state.problem.file}`);
  return state.trusted;
}

class SimulatedFetcher extends BaseFetcher {
  private readonly repository: Answering;

  constructor(repository: Answering) {
    super();
    this.repository = repository;
  }

  override async fetch(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const answer = this.repository.answer(decodeURIComponent(new URL(url).pathname).slice(1));
    if (typeof answer === 'number') throw new DownloadHTTPError('status', answer);
    if (answer === 'network' || answer === 'redirect') throw new TypeError('fetch failed');
    return new ReadableStream({
      pull(controller) {
        controller.enqueue(answer === 'endless' ? new Uint8Array(100_000) : answer);
        if (answer !== 'endless') controller.close();
      },
    });
  }
}

/**
 * One device with tuf-js; its clock is the process's (set it with fake timers). Where `TUF_CLIENT` names another public
 * client, that one reads the same, and must agree.
 */
export class TufJsClient {
  private readonly directory = mkdtempSync(join(tmpdir(), 'tuf-js-'));
  private readonly repository: Answering;
  private readonly third: ProcessClient | null;

  constructor(repository: Answering, firstRoot: Bytes | undefined) {
    this.repository = repository;
    writeFileSync(join(this.directory, 'root.json'), firstRoot ?? '');
    this.third = TUF_CLIENT && new ProcessClient(TUF_CLIENT, repository, firstRoot);
  }

  /** As if these files had been verified on an earlier day. */
  hold({ roots, ...files }: StoredTrust): void {
    const texts = {
      root: roots.at(-1) ?? '',
      timestamp: files.timestamp,
      snapshot: files.snapshot,
      targets: files.targets,
    };
    for (const [role, text] of Object.entries(texts)) writeFileSync(join(this.directory, `${role}.json`), text);
    this.third?.hold(texts);
  }

  /** `accepts`, or the error's message. */
  async outcome(path?: string): Promise<string> {
    const outcome = await this.read(path);
    const third = await this.third?.accepts(path);
    if (third === undefined || third === (outcome === 'accepts')) return outcome;
    throw new Error(`the clients disagree: tuf-js says «${outcome}», the other ${third ? 'accepts' : 'refuses'}`);
  }

  private async read(path?: string): Promise<string> {
    try {
      const updater = new Updater({
        metadataDir: this.directory,
        metadataBaseUrl: 'http://simulated/metadata',
        targetDir: this.directory,
        targetBaseUrl: 'http://simulated/targets',
        fetcher: new SimulatedFetcher(this.repository),
      });
      await updater.refresh();
      if (path === undefined) return 'accepts';
      const info = await updater.getTargetInfo(path);
      if (info === undefined) return 'no such target';
      await updater.downloadTarget(info, join(this.directory, 'target'));
      return 'accepts';
    } catch (error) {
      return error instanceof Error ? `${error.constructor.name}: ${error.message}` : 'thrown';
    }
  }

  dispose(): void {
    rmSync(this.directory, { recursive: true, force: true });
    this.third?.dispose();
  }
}
