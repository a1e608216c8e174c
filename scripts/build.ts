/** `npm run build`: builds what changed, and the verifier as one file; says where they are. */
import { ALONE, buildAlone } from '../src/node/build/alone.ts';
import { buildIfChanged } from '../src/node/build/build.ts';

const root = process.cwd();
const { rebuilt, info } = await buildIfChanged(root, new Date());
process.stdout.write(
  `${rebuilt ? 'built' : 'unchanged'}: dist/site, dist/render.js (page script ${info.pageScript})\n`,
);
const digest = await buildAlone(root, `${root}/dist`, `${root}/dist`);
process.stdout.write(`built: dist/${ALONE} (SHA-256 ${digest})\n`);
