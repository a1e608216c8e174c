/** `npm run build`: builds what changed, and the verifier and the signer as one file each; says where they are. */
import { ALONE, buildAlone } from '../src/node/build/alone.ts';
import { buildIfChanged } from '../src/node/build/build.ts';

const root = process.cwd();
const { rebuilt, info } = await buildIfChanged(root, new Date());
process.stdout.write(
  `${rebuilt ? 'built' : 'unchanged'}: dist/site, dist/render.js (page script ${info.pageScript})\n`,
);
for (const name of ALONE) {
  const digest = await buildAlone(name, root, `${root}/dist`, `${root}/dist`);
  process.stdout.write(`built: dist/${name}.mjs (SHA-256 ${digest})\n`);
}
