/** The server: node:http alone, one site, GET and HEAD; what is the intake service's goes there. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type SiteFiles, siteFiles } from './files.ts';
import {
  cacheControl,
  contentType,
  isCompressible,
  OPEN_DATA_HEADERS,
  parseSiteRules,
  securityHeaders,
  type Transport,
} from './headers.ts';
import { refuseMalformed } from './malformed.ts';
import { chooseEncoding, type Encoding, matchesEtag } from './negotiate.ts';
import { isIntakeTarget, isOpenData, type Missing, routeOf, withinSite } from './paths.ts';

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
const NOT_FOUND_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有这个页面</title></head>
<body><h1>没有这个页面</h1><p>请核对网址，或<a href="/">回到首页</a>按名称查询。</p>
<p lang="en">No such page. Check the address, or <a href="/">search from the home page</a>.</p></body></html>
`;

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
  const site: Site = { files, transport, intake: options.intake ?? null };
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
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { files, transport, intake } = site;
  const listed = await files.find(['headers.json'], 'identity');
  const { styleHashes, basePath } = parseSiteRules(listed?.body.bytes.toString('utf8') ?? '');
  setAll(response, securityHeaders(styleHashes, transport));
  const target = withinSite(request.url ?? '', basePath);
  if (target === null) return sendOutside(basePath, request, response);
  // The service below knows nothing of folders.
  request.url = target;
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
  const found = await files.find(route.candidates, encoding);
  if (found === null) return sendMissing(files, route.missing, encoding, request, response);
  sendFile(found, 200, request, response);
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

function setAll(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

type Found = NonNullable<Awaited<ReturnType<SiteFiles['find']>>>;

function sendFile(found: Found, status: 200 | 404, request: IncomingMessage, response: ServerResponse): void {
  const { path, body } = found;
  response.setHeader('Content-Type', contentType(path));
  response.setHeader('Cache-Control', status === 404 ? 'no-store' : cacheControl(path));
  if (isCompressible(path)) response.setHeader('Vary', 'Accept-Encoding');
  if (status === 200) {
    response.setHeader('ETag', body.etag);
    if (matchesEtag(request.headers['if-none-match'], body.etag)) return void response.writeHead(304).end();
  }
  if (body.encoding !== 'identity') response.setHeader('Content-Encoding', body.encoding);
  response.setHeader('Content-Length', body.bytes.length);
  response.writeHead(status).end(request.method === 'HEAD' ? undefined : body.bytes);
}

async function sendMissing(
  files: SiteFiles,
  missing: Missing,
  encoding: Encoding,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A missing signed file must never look like a page: a verifier would read the shell as metadata.
  if (missing === 'text-404') return sendText(request, response, 404, 'not found\n');
  const found = await files.find([missing === 'shell' ? 'index.html' : '404.html'], encoding);
  if (found !== null) return sendFile(found, missing === 'shell' ? 200 : 404, request, response);
  sendText(request, response, 404, NOT_FOUND_PAGE, 'text/html; charset=utf-8');
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

function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}
