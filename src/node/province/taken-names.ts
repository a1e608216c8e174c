/** What no bureau of a province may be called. */
import { SITE_FOLDERS } from '../../core/domain/site-folders.ts';
import { ROLES } from '../../core/trust/metadata.ts';

/** Files beside the bureaus' folders: many hosts answer for them without their suffix. */
const FILES = ['index', '404', 'sw', 'favicon', 'icon', 'manifest', 'robots', 'headers', 'bundle', 'bureaus'];

/** Names that lie beside the bureaus' folders, are roles or folders of the repository, or mean something to programs. */
const TAKEN = new Set<string>([...ROLES, ...SITE_FOLDERS, ...FILES, 'metadata', 'constructor', 'prototype']);

/** Whether no bureau of a province may have this id. */
export function isTakenName(id: string): boolean {
  return TAKEN.has(id) || id in Object.prototype;
}
