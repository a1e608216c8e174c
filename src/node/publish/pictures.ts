/**
 * The two small pictures beside the footer's entries, 公安备案 and 网站标识码, from the workspace's `pictures/` to the same
 * folder of the site. They are no signed targets: decoration, on which nothing rests – the entry is the signed text beside
 * it. What may be in one is checked instead, here before publishing and again by `verify`.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bureau } from '../../core/domain/bureau.ts';
import { svgFault } from './svg-fault.ts';

const PICTURE_FOLDER = 'pictures';
/** Lower case, flat, of a known suffix: a name that every static host serves as it is. */
export const PICTURE_NAME = /^[a-z0-9][a-z0-9-]{0,40}\.(png|svg|webp)$/;
/** Two of these weigh as much as eight pages; the official ones have some 2 to 15 kB. */
const LIMIT = 20 * 1024;
const TOO_LARGE = '大于20 KB / larger than 20 KB';

/**
 * Paths of the site at which a bureau's pictures stand. The bureau may be another's, signed and no more: a name that is none
 * would lead out of the folder, or be served as a script.
 */
export function picturePaths({ publicSecurityPicture, siteIdPicture }: Bureau): readonly string[] {
  // A bureau.json signed before there were pictures has neither entry.
  return [...new Set([publicSecurityPicture ?? '', siteIdPicture ?? ''])]
    .filter((name) => PICTURE_NAME.test(name))
    .map((name) => `${PICTURE_FOLDER}/${name}`);
}

/** What is wrong with a picture of this name, zh / en; null when it may be published. */
export function pictureFault(name: string, bytes: Uint8Array): string | null {
  if (bytes.length > LIMIT) return TOO_LARGE;
  if (name.endsWith('.svg')) return svgFault(bytes);
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const png = name.endsWith('.png') && head.startsWith('\x89PNG\r\n\x1a\n');
  const fits = png || (name.endsWith('.webp') && /^RIFF[\s\S]{4}WEBP$/.test(head));
  return fits ? null : '内容与后缀不符 / its content is not what its suffix says';
}

/** The bureau's pictures by path, the same in workspace and site, and what is wrong with those that are not among them. */
export async function loadPictures(
  dir: string,
  bureau: Bureau,
): Promise<{ readonly pictures: Map<string, Uint8Array>; readonly faults: Map<string, string> }> {
  const pictures = new Map<string, Uint8Array>();
  const faults = new Map<string, string>();
  for (const path of picturePaths(bureau)) {
    const bytes = await readPicture(join(dir, path));
    const fault = typeof bytes === 'string' ? bytes : pictureFault(path, bytes);
    if (fault !== null) faults.set(path, fault);
    else if (typeof bytes !== 'string') pictures.set(path, bytes);
  }
  return { pictures, faults };
}

/** The file, or why it is not read. */
async function readPicture(file: string): Promise<Uint8Array | string> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return '没有这个文件 / no such file';
  return found.size > LIMIT ? TOO_LARGE : readFile(file);
}
