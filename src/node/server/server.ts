/** The server: node:http alone, one site, GET and HEAD; what is the intake service's goes there. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { filesBelow, type SiteFiles, siteFiles } from './files.ts';
import { OPEN_DATA_HEADERS, parseSiteRules, securityHeaders, type Transport } from './headers.ts';
import { refuseMalformed } from './malformed.ts';
import { chooseEncoding } from './negotiate.ts';
import { isIntakeTarget, isOpenData, isPage, routeOf, withinSite } from './paths.ts';
import { PagesNotReady } from './requested-pages.ts';
import { sendFile, sendMissing, sendNotReady, sendPreparing, sendText, setAll } from './send.ts';

/** The intake service as the server sees it. */
export interface IntakeMount {
  /** Null while the bureau takes no complaints online: the site then answers as if there were no such service. */
  listener(): Promise<RequestListener | null>;
  /** Null likewise; otherwise its state, told by `/healthz`. */
  health(): Promise<{ readonly status: string } | null>;
}

/** How long a client may take, ms. */
export interface Patience {
  readonly headers: number;
  /** The whole request with its body. */
  readonly request: number;
  /** How often slow senders are looked for. */
  readonly check: number;
}

export interface ServerOptions {
  /** The site's folder, or the link that publishing switches. */
  readonly siteDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** `127.0.0.1` for this machine only, `0.0.0.0` for the local network. */
  readonly host: string;
  readonly tls?: { readonly key: string; readonly cert: string; readonly selfSigned?: boolean };
  /** Answers `/api/*` and `/metrics`. */
  readonly intake?: IntakeMount;
  /** Answers `/i/*` and `/en/i/*` of a site whose pages are no files. */
  readonly pages?: SiteFiles;
  readonly patience?: Patience;
}

export interface RunningServer {
  /** As opened on this machine, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops taking requests, lets those under way end (at most two seconds), then resolves. */
  close(): Promise<void>;
}

export type ServerFaultCode = 'port-in-use' | 'port-forbidden' | 'address-unavailable' | 'cannot-listen';

/** The server could not be opened; nothing listens. */
export class ServerFault extends Error {
  readonly code: ServerFaultCode;
  constructor(code: ServerFaultCode, message: string) {
    super(message);
    this.name = 'ServerFault';
    this.code = code;
  }
}

const GRACE_MS = 2000;
/**
 * The largest body is a photo's chunk, 350 kB in JSON: a phone with one bar (3 kB/s) needs two minutes for it. Headers fit
 * into one packet, so whoever dribbles those is let go early. Node looks every 30 s, which would let them sit beyond.
 */
const PATIENCE: Patience = { headers: 10_000, request: 120_000, check: 5_000 };
/** Opens the server. Throws `ServerFault` when the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createFor(options);
  const patience = options.patience ?? PATIENCE;
  server.headersTimeout = patience.headers;
  server.requestTimeout = patience.request;
  server.on('clientError', refuseMalformed);
  await listen(server, options.port, options.host);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const name = options.host === '0.0.0.0' || options.host === '::' ? 'localhost' : options.host;
  return {
    url: `${options.tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`,
    port,
    close: () => close(server),
  };
}

function createFor(options: ServerOptions): Server {
  const files = siteFiles(options.siteDir);
  const transport: Transport = { secure: options.tls !== undefined, selfSigned: options.tls?.selfSigned === true };
  const site: Site = { files, transport, intake: options.intake ?? null, pages: options.pages ?? null };
  const listener: RequestListener = (request, response) => {
    answer(site, request, response).catch(() => fallOver(response));
  };
  const checks = { connectionsCheckingInterval: (options.patience ?? PATIENCE).check };
  return options.tls
    ? createTlsServer({ ...checks, key: options.tls.key, cert: options.tls.cert }, listener)
    : createServer(checks, listener);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      // A fault of one connection must not end the process.
      server.on('error', () => undefined);
      resolve();
    });
  });
}

function listenFault(error: NodeJS.ErrnoException, port: number): ServerFault {
  if (error.code === 'EADDRINUSE') return new ServerFault('port-in-use', `port ${port} is in use`);
  if (error.code === 'EACCES')
    return new ServerFault('port-forbidden', `port ${port} needs more rights; take one above 1023`);
  if (error.code === 'EADDRNOTAVAIL')
    return new ServerFault('address-unavailable', 'this machine does not have that address');
  return new ServerFault('cannot-listen', error.message);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function fallOver(response: ServerResponse): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end('fault\n');
}

interface Site {
  readonly files: SiteFiles;
  readonly transport: Transport;
  readonly intake: IntakeMount | null;
  readonly pages: SiteFiles | null;
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { transport, intake } = site;
  const listed = await site.files.find(['headers.json'], 'identity');
  const { styleHashes, basePath, folders, pages } = parseSiteRules(listed?.body.bytes.toString('utf8') ?? '');
  setAll(response, securityHeaders(styleHashes, transport));
  const target = withinSite(request.url ?? '', basePath);
  if (target === null) return sendOutside(basePath, request, response);
  const folder = folders.find((one) => target.startsWith(`/${one}/`));
  const bare = folders.find((one) => target === `/${one}`);
  if (bare !== undefined) return sendOutside(`${basePath}${bare}/`, request, response);
  const files = folder === undefined ? site.files : filesBelow(site.files, folder);
  // The service below knows nothing of folders.
  request.url = folder === undefined ? target : target.slice(folder.length + 1);
  const service = intake !== null && isIntakeTarget(request.url ?? '') ? await intake.listener() : null;
  if (service !== null) return void service(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendText(request, response, 405, 'method not allowed\n');
  }
  const route = routeOf(request.url ?? '');
  if (route.kind === 'refused') return sendText(request, response, route.status, 'bad request\n');
  if (route.kind === 'health') return sendHealth(site, request, response);
  if (route.candidates.some(isOpenData)) setAll(response, OPEN_DATA_HEADERS);
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  const source = pages === 'on-request' && route.candidates.every(isPage) ? (site.pages ?? NO_PAGES) : files;
  const found = await source.find(route.candidates, encoding).catch(unlessNotReady);
  if (found === undefined) return sendNotReady(request, response);
  if (found !== null) return sendFile(found, 200, request, response);
  // Every published site has a home page.
  const published = await site.files.find(['index.html'], 'identity');
  if (published === null) return sendPreparing(route.missing, request, response);
  await sendMissing(files, route.missing, encoding, request, response);
}

const NO_PAGES: SiteFiles = { find: () => Promise.reject(new PagesNotReady()) };

function unlessNotReady(fault: unknown): undefined {
  if (!(fault instanceof PagesNotReady)) throw fault;
}

/** The host's own home, and the folder without its slash, lead to the site; nothing else is there. */
function sendOutside(basePath: string, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split(/[?#]/, 1)[0];
  if (path === '/' || path === basePath.slice(0, -1)) {
    response.setHeader('Location', basePath);
    sendText(request, response, 302, '');
    return;
  }
  sendText(request, response, 404, 'not found\n');
}

/** Who watches the server needs one status for all of it: the first thing that is wrong. */
async function sendHealth({ files, intake }: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const ready = (await files.find(['index.html'], 'identity')) !== null;
  const service = (await intake?.health()) ?? null;
  const down = service?.status === 'down' || service?.status === 'stopping';
  const status = !ready ? 'no-site' : down ? `intake-${service.status}` : 'ok';
  const text = `${JSON.stringify({ status, ...(service === null ? {} : { intake: service }) })}\n`;
  sendText(request, response, status === 'ok' ? 200 : 503, text, 'application/json; charset=utf-8');
}
