/** Answers to what is no request: nothing of ours has seen it, so the bytes are written by hand. */
import type { Socket } from 'node:net';

export function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return void socket.end(TOO_SLOW);
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** With a code that lets a phone try again: its item is good, the network was not. */
const TOO_SLOW = ((): string => {
  const message = '网络太慢，没有送完。请稍候再送。/ The connection was too slow: try again later.';
  const text = JSON.stringify({ code: 'busy', message });
  const fields = ['Content-Type: application/json; charset=utf-8', 'Cache-Control: no-store', 'Retry-After: 10'];
  const length = `Content-Length: ${Buffer.byteLength(text)}`;
  return `HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n${[...fields, length].join('\r\n')}\r\n\r\n${text}`;
})();
