/** Answers as they go out: a file with its lifetime and tag, what is not there, a line of text. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SiteFiles } from './files.ts';
import { cacheControl, contentType, isCompressible } from './headers.ts';
import { type Encoding, matchesEtag } from './negotiate.ts';
import type { Missing } from './paths.ts';

const NOT_FOUND_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>没有这个页面</title></head>
<body><h1>没有这个页面</h1><p>请核对网址，或<a href="/">回到首页</a>按名称查询。</p>
<p lang="en">No such page. Check the address, or <a href="/">search from the home page</a>.</p></body></html>
`;

export function setAll(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

type Found = NonNullable<Awaited<ReturnType<SiteFiles['find']>>>;

export function sendFile(found: Found, status: 200 | 404, request: IncomingMessage, response: ServerResponse): void {
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

export async function sendMissing(
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

const PREPARING_PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="3"><title>正在准备</title></head>
<body><h1>正在准备</h1><p>网站还在生成，做好后这里会自动打开，请稍候。</p>
<p lang="en">The site is being made; this page opens it once it is there.</p></body></html>
`;

/** Nothing is published yet, as in the first minute of `npm start`: whoever is early waits, and is not told “no such page”. */
export function sendPreparing(missing: Missing, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Retry-After', '3');
  if (missing === 'text-404') sendText(request, response, 503, 'not ready\n');
  else sendText(request, response, 503, PREPARING_PAGE, 'text/html; charset=utf-8');
}

/** Pages cannot be rendered: the same request may succeed later. */
export function sendNotReady(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Retry-After', '30');
  const text = '网页暂时打不开，请稍后再试。/ This page cannot be shown at the moment: try again later.\n';
  sendText(request, response, 503, text);
}

export function sendText(
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
