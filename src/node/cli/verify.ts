/** `yixinma verify`, with the build at hand to compare looks with. */
import { verifyCommand } from './verify/command.ts';
import { looksOfBuild } from './verify/looks.ts';

export const verify = verifyCommand(looksOfBuild);
