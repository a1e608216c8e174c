/** `npm start`: build, demo, publication, server – each only as far as it is not done already. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay } from '../../core/domain/iso-date.ts';
import { buildIfChanged } from '../build/build.ts';
import { loadCodes } from '../publish/codes.ts';
import { refreshRelease } from '../publish/refresh.ts';
import { lanAddresses } from '../server/addresses.ts';
import { keepFresh } from '../server/keep-fresh.ts';
import { type RunningServer, ServerFault, startServer } from '../server/server.ts';
import { type WorkspaceIntake, workspaceIntake } from '../server/workspace-intake.ts';
import type { DemoRulebook } from './county.ts';
import { DEFAULT_RULEBOOK, STORIES } from './stories.ts';
import {
  type DemoState,
  ensureDemo,
  gradeYear,
  inputDigest,
  loadPassphrase,
  moveOrigin,
  saveState,
} from './workspace.ts';

export interface StartOptions {
  /** The checkout. */
  readonly root: string;
  readonly rulebook: DemoRulebook;
  readonly https: boolean;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** PostgreSQL for complaints instead of a file in the demo's folder. */
  readonly databaseUrl?: string | undefined;
  readonly now: () => Date;
  /** One line about work that takes a moment. */
  readonly say: (text: string) => void;
}

export interface Started {
  readonly dir: string;
  readonly year: number;
  readonly rulebook: DemoRulebook;
  readonly server: RunningServer;
  /** As phones on the same network reach it; null without a network. */
  readonly lanUrl: string | null;
  /** Path of one institution's page. */
  readonly samplePath: string | null;
  /** Whether complaints can be sent here. */
  readonly takesComplaints: boolean;
  /** Stops the timer, the server and, once everything taken is stored, the intake service. */
  close(): Promise<void>;
}

/** Nothing was started; the message says what to do. */
export class StartFault extends Error {
  readonly code: 'port' | 'publish';
  constructor(code: 'port' | 'publish', message: string) {
    super(message);
    this.name = 'StartFault';
    this.code = code;
  }
}

const SEED = 'yixinma';

/** `var/demo`, or `var/demo-<id>` for another rulebook than the default one (contracts). */
export function demoDir(root: string, rulebook: DemoRulebook): string {
  return join(root, 'var', rulebook === DEFAULT_RULEBOOK ? 'demo' : `demo-${rulebook}`);
}

/** Throws StartFault, or StoreFault `moved` of the intake, with what to do; other faults are defects. */
export async function startDemo(options: StartOptions): Promise<Started> {
  const { root, rulebook, now } = options;
  const dir = demoDir(root, rulebook);
  // The port first: a taken one is told at once, not after a minute of building.
  const intake = await intakeOf(options, dir);
  const server = await openServer(options, dir, intake);
  try {
    const address = lanAddresses()[0];
    const lanUrl =
      address === undefined || options.host === '127.0.0.1'
        ? null
        : `${options.https ? 'https' : 'http'}://${address}:${server.port}`;
    const state = await prepare(options, dir, lanUrl ?? server.url);
    await refreshRelease({ dir, now: now(), dist: join(root, 'dist') });
    const stopTimer = keepFresh({ dir, now, report: options.say });
    const code = (await loadCodes(dir)).get(STORIES[rulebook].showcase);
    const close = async (): Promise<void> => {
      stopTimer();
      await server.close();
      await intake.close();
    };
    return {
      dir,
      year: state.year,
      rulebook,
      server,
      lanUrl,
      samplePath: code === undefined ? null : `/i/${code}`,
      takesComplaints: await intake.open(),
      close,
    };
  } catch (fault) {
    await server.close();
    await intake.close();
    throw fault;
  }
}

/** Opens by itself once the demo is published. Quiet about requests: a demo's terminal is for people. */
function intakeOf({ databaseUrl, now, say }: StartOptions, dir: string): Promise<WorkspaceIntake> {
  const log = (line: { readonly fault?: string }): void => {
    if (line.fault !== undefined) say(line.fault);
  };
  return workspaceIntake({ dir, databaseUrl, now, trustProxy: false, metricsToken: null, log, report: say });
}

async function openServer(
  { root, https, port, host, now }: StartOptions,
  dir: string,
  intake: WorkspaceIntake,
): Promise<RunningServer> {
  const siteDir = join(dir, 'site');
  try {
    if (!https) return await startServer({ siteDir, port, host, intake });
    const { ensureCertificate } = await import('../server/tls.ts');
    const { key, cert } = await ensureCertificate({
      dir: join(root, 'var/tls'),
      addresses: lanAddresses(),
      now: now(),
    });
    return await startServer({ siteDir, port, host, intake, tls: { key, cert, selfSigned: true } });
  } catch (fault) {
    if (!(fault instanceof ServerFault)) throw fault;
    const way = `PORT=${port + 1} npm start`;
    throw new StartFault(
      'port',
      fault.code === 'port-in-use'
        ? `端口 ${port} 已被占用：医信码可能已经在运行；也可以换一个端口：${way}\nPort ${port} is in use: perhaps this is running already; or take another port: ${way}`
        : `端口 ${port} 打不开（${fault.message}），请换一个：${way}\nPort ${port} cannot be opened (${fault.message}); take another: ${way}`,
    );
  }
}

/** Build, workspace, publication: a later start finds all three done and only compares digests. */
async function prepare(options: StartOptions, dir: string, origin: string): Promise<DemoState> {
  const { root, rulebook, now, say } = options;
  const distKept = await stat(join(root, 'dist/build.json')).catch(() => null);
  if (distKept === null) say('正在构建（首次约需半分钟）…… / Building (the first time takes about half a minute) …');
  const { info } = await buildIfChanged(root, now());
  const year = gradeYear(chinaDay(now()));
  const made = await ensureDemo(dir, { seed: SEED, rulebook, year, origin });
  const state = await moveOrigin(dir, made, origin);
  const digest = await inputDigest(dir, info.digest);
  const site = await stat(join(dir, 'site')).catch(() => null);
  if (state.published === digest && site !== null) return state;
  say('正在评定、签名、生成页面…… / Grading, signing, rendering pages …');
  await publish(dir, state, root, now());
  const published = { ...state, published: digest };
  await saveState(dir, published);
  return published;
}

async function publish(dir: string, state: DemoState, root: string, now: Date): Promise<void> {
  // Loads the workbook reader: not on a start that has nothing to publish.
  const { publishStory } = await import('./publish-story.ts');
  const passphrase = await loadPassphrase(dir);
  const outcome = await publishStory(
    { dir, year: state.year, stage: 'final', now, passphrase, dist: join(root, 'dist') },
    state.rulebook,
  );
  if (outcome.ok) return;
  const { code } = outcome.fault;
  throw new StartFault(
    'publish',
    `演示数据没有发布成功（${code}）。运行 npx yixinma check ${dir} 查看问题，或删除 ${dir} 后重新开始。\nThe demo could not be published (${code}). See npx yixinma check ${dir}, or delete ${dir} and start again.`,
  );
}
