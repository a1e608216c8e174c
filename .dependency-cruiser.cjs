/** The arrows of the house (src/README.md). `core ← web`, `core ← node ← scripts`; rooms inside a floor as listed. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', comment: 'Cycles make a file impossible to read alone.', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: ['dist/render.js', '\\?inline$'] } },
    only('core-is-pure', '^src/core/', ['^src/core/'], 'The same code runs in browser and Node.'),
    { name: 'core-has-no-runtime', severity: 'error', from: { path: '^src/core/' }, to: { dependencyTypes: ['core'] } },
    only('domain-stands-alone', '^src/core/domain/', ['^src/core/domain/'], 'Everything else stands on it.'),
    ...['rulebooks', 'snapshot', 'trust', 'complaint', 'words'].map((room) =>
      only(`core-${room}`, `^src/core/${room}/`, ['^src/core/domain/', `^src/core/${room}/`], 'Rooms of core do not import each other.'),
    ),
    {
      name: 'rulebooks-apart',
      severity: 'error',
      comment: 'A rulebook never imports another rulebook.',
      from: { path: '^src/core/rulebooks/([^/]+)/' },
      to: { path: '^src/core/rulebooks/[^/]+/', pathNot: '^src/core/rulebooks/$1/' },
    },
    only('web-page', '^src/web/page/', ['^src/core/(domain|snapshot|words)/', '^src/web/page/'], 'The page knows no network, store or rules.'),
    only('web-enhance', '^src/web/page/enhance/', ['^src/core/(domain|trust|snapshot|words)/', '^src/web/page/enhance/', '^src/web/page/(facts|types|verification|text-size|device-storage)\\.ts$'], 'The small script stays small.'),
    only('web-store', '^src/web/store/', ['^src/core/', '^src/web/store/'], 'The store knows bytes, not pages.'),
    only('web-sync', '^src/web/sync/', ['^src/core/(domain|trust)/', '^src/web/(store|sync)/'], 'store ← sync.'),
    only('web-outbox', '^src/web/outbox/', ['^src/core/(domain|trust|complaint)/', '^src/web/(store|sync|outbox)/'], 'store ← sync ← outbox: the same in a tab and in the service worker.'),
    only('web-app', '^src/web/app/', ['^src/core/(domain|trust|snapshot|words|complaint)/', '^src/web/(page|store|sync|outbox|app)/'], 'page | outbox ← app.'),
    { name: 'web-app-not-enhance', severity: 'error', from: { path: '^src/web/app/' }, to: { path: '^src/web/page/enhance/' } },
    { name: 'store-is-the-only-door', severity: 'error', comment: 'IndexedDB has one door.', from: { path: '^src/web/', pathNot: '^src/web/store/' }, to: { path: 'node_modules/dexie' } },
    only('web-worker', '^src/web/service-worker/', ['^src/core/(domain|trust|snapshot|words)/', '^src/web/(store|sync|outbox|service-worker)/'], 'The worker sends what waits; it shows nothing.'),
    only('node-floor', '^src/node/', ['^src/core/', '^src/node/'], 'Node renders through the built page module and imports nothing else of web.'),
    only('node-publish', '^src/node/publish/', ['^src/core/', '^src/node/(publish|verify)/'], 'publish does not know who calls it.'),
    only('node-verify', '^src/node/verify/', ['^src/core/', '^src/node/verify/'], 'verify runs on a stranger’s machine.'),
    only('node-intake', '^src/node/intake/', ['^src/core/(domain|complaint)/', '^src/node/intake/'], 'Complaints never meet rulebooks: no grade follows from them by itself.'),
    only('node-desk', '^src/node/desk/', ['^src/core/(domain|complaint|words)/', '^src/node/(publish|intake|desk)/'], 'The desk opens what intake stored; it decides, never grades.'),
    only('node-build', '^src/node/build/', ['^src/node/build/'], 'The build knows sources, not data.'),
    only('node-server', '^src/node/server/', ['^src/core/', '^src/node/(publish|verify|intake|server)/'], 'publish | verify | intake ← server | demo ← cli.'),
    only('node-demo', '^src/node/demo/', ['^src/core/', '^src/node/(publish|verify|server|build|demo)/'], 'The demo uses what a bureau uses.'),
    { name: 'scripts-call-node', severity: 'error', from: { path: '^scripts/' }, to: { path: '^src/(web|core)/' } },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^(src|scripts)/' }, to: { path: '^test/' } },
  ].map((rule) => (rule.name === 'web-page' ? { ...rule, from: { path: '^src/web/page/', pathNot: '^src/web/page/enhance/' } } : rule)),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
