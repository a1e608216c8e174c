/** One publication in a process of its own, so that its peak memory is its own: `publish-run.ts DIR`; prints JSON. */
import { fileURLToPath } from 'node:url';
import { publishRelease } from '../../src/node/publish/publish.ts';

const [dir = '', at = ''] = process.argv.slice(2);
const start = performance.now();
const outcome = await publishRelease({
  dir,
  year: 2026,
  stage: 'final',
  now: new Date(at),
  passphrase: 'only for the bench, twelve or more',
  dist: fileURLToPath(new URL('../../dist', import.meta.url)),
});
if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault).slice(0, 2000));
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const { institutions, quarantined, unchanged } = outcome.value;
process.stdout.write(
  `${JSON.stringify({
    seconds: (performance.now() - start) / 1000,
    user: userCPUTime / 1e6,
    system: systemCPUTime / 1e6,
    peakMiB: maxRSS / 1024,
    institutions,
    quarantined,
    unchanged,
  })}\n`,
);
