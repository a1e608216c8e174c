/** `yixinma mirror`, with the build at hand to compare looks with. */
import { mirrorCommand } from './mirror/command.ts';
import { looksOfBuild } from './verify/looks.ts';

export const mirror = mirrorCommand(looksOfBuild);
