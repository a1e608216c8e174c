/** A real Chromium with Chinese fonts, from npm packages alone, or one that is installed (CHROMIUM_PATH). */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const INSTALLED = ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Without a CJK font Chinese text is invisible, and every picture of it a lie. */
async function installChineseFonts(): Promise<void> {
  const dir = join(tmpdir(), 'yixinma-fonts');
  await mkdir(dir, { recursive: true });
  const fonts = resolve('node_modules/@embedpdf/fonts-sc/fonts');
  const conf = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${dir}/cache</cachedir></fontconfig>`;
  await writeFile(join(dir, 'fonts.conf'), conf);
  process.env.FONTCONFIG_FILE = join(dir, 'fonts.conf');
}

async function executable(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  const found = INSTALLED.find(existsSync);
  if (!found) throw new Error('no test browser here: install Chromium and name it in CHROMIUM_PATH');
  return found;
}

export async function launchBrowser(): Promise<Browser> {
  await installChineseFonts();
  return chromium.launch({ executablePath: await executable(), headless: true, args: ARGS });
}

/** A browser whose profile outlives it: start it again with the same folder to see what a phone kept. */
export async function launchProfile(folder: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  await installChineseFonts();
  return chromium.launchPersistentContext(folder, {
    executablePath: await executable(),
    headless: true,
    args: ARGS,
    ...options,
  });
}

export function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `yixinma-${name}-`));
}

/** Where screenshots go: `shots/` in the checkout, ignored by git. */
export async function shotPath(name: string): Promise<string> {
  await mkdir('shots', { recursive: true });
  return join('shots', `${name}.png`);
}
