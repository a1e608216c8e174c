/**
 * A slow link in front of a server, at the level of TCP: a new connection costs its round trip, each way takes half of
 * one, and all connections share the bandwidth downwards, packet by packet in turn. No slow start and no loss, which
 * spares large answers, so the single-page variant, more than it spares one page of 5 kB.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Network {
  readonly name: string;
  /** Milliseconds. */
  readonly rtt: number;
  /** Downwards, kbit/s, which is bits a millisecond. */
  readonly rate: number;
}

export const UNSHAPED: Network = { name: 'unshaped', rtt: 0, rate: Number.POSITIVE_INFINITY };

/** A request as it went over the link. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** Of the answer with its headers, on the wire. */
  bytes: number;
}

export interface Link {
  readonly url: string;
  network: Network;
  /** Since `forget`. */
  readonly exchanges: Exchange[];
  forget(): void;
  /** Ends everything that listens here: a phone sees what it sees when the server was ended. */
  cut(): Promise<void>;
  restore(): Promise<void>;
}

/** Payload of an Ethernet frame. */
const PACKET = 1460;

interface Flow {
  /** Waiting for the link. */
  readonly packets: { readonly bytes: Buffer; readonly since: number }[];
  /** At that time of `performance.now()`, in the order of the calls. */
  deliver(time: number, bytes: Buffer): void;
}

/** A link to the server that listens on `port` of this machine. */
export async function openLink(port: number): Promise<Link> {
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = async (at: number): Promise<number> => {
    server = createServer({ noDelay: true }, (socket) => {
      sockets.add(socket.on('close', () => sockets.delete(socket)));
      carry(socket, port, link, send);
    }).listen(at, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const exchanges: Exchange[] = [];
  const link = {
    url: '',
    network: UNSHAPED,
    exchanges,
    forget: () => void exchanges.splice(0),
    cut: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
    restore: async () => void (await listen(Number(new URL(link.url).port))),
  };
  const send = downlink(() => link.network);
  link.url = `http://127.0.0.1:${await listen(0)}`;
  return link;
}

/** Takes packets from the flows in turn, each when the link is free. */
function downlink(network: () => Network): (flow: Flow) => void {
  let waiting: Flow[] = [];
  let freeAt = 0;
  let underWay = false;
  const next = (): void => {
    waiting = waiting.filter(({ packets }) => packets.length > 0);
    const flow = waiting.shift();
    const packet = flow?.packets.shift();
    underWay = packet !== undefined;
    if (!flow || !packet) return;
    waiting.push(flow);
    const { rtt, rate } = network();
    // By the times themselves, not by when a timer came around to it: lateness must not add up.
    freeAt = Math.max(freeAt, packet.since) + (packet.bytes.length * 8) / rate;
    flow.deliver(freeAt + rtt / 2, packet.bytes);
    after(freeAt, next);
  };
  return (flow) => {
    if (!waiting.includes(flow)) waiting.push(flow);
    if (!underWay) next();
  };
}

function carry(client: Socket, port: number, link: Link, send: (flow: Flow) => void): void {
  const opened = performance.now();
  const server = connect(port, '127.0.0.1').setNoDelay(true);
  let exchange: Exchange | null = null;
  let owed = 0;
  // A server closes what was idle for five seconds; its last answer may still be on its way.
  const endWhenDelivered = (): void => void (server.closed && owed === 0 && client.end());
  const flow: Flow = {
    packets: [],
    deliver: inOrder((bytes) => {
      owed -= bytes.length;
      client.write(bytes);
      endWhenDelivered();
    }),
  };
  const ask = inOrder((bytes) => server.write(bytes));
  client.on('data', (bytes) => {
    const [, method, path] = /^([A-Z]+) (\S+) HTTP/.exec(bytes.toString('latin1', 0, 2048)) ?? [];
    if (method && path) {
      exchange = { method, path, bytes: 0 };
      link.exchanges.push(exchange);
    }
    const { rtt } = link.network;
    // The browser believes itself connected at once; over a real link it would have waited for the handshake.
    ask(Math.max(performance.now(), opened + rtt) + rtt / 2, bytes);
  });
  server.on('data', (bytes) => {
    if (exchange) exchange.bytes += bytes.length;
    owed += bytes.length;
    const since = performance.now();
    for (let at = 0; at < bytes.length; at += PACKET)
      flow.packets.push({ bytes: bytes.subarray(at, at + PACKET), since });
    send(flow);
  });
  server.on('error', () => undefined).on('close', endWhenDelivered);
  client
    .on('error', () => undefined)
    .on('close', () => {
      // What nobody waits for any more must not hold up the next visit.
      flow.packets.splice(0);
      server.destroy();
    });
}

/** Two timers within a millisecond may come in either order; a stream must not. */
function inOrder(deliver: (bytes: Buffer) => void): Flow['deliver'] {
  const underWay: Buffer[] = [];
  return (time, bytes) => {
    underWay.push(bytes);
    after(time, () => {
      const first = underWay.shift();
      if (first) deliver(first);
    });
  };
}

function after(time: number, step: () => void): void {
  const wait = time - performance.now();
  if (wait <= 0) step();
  else setTimeout(step, wait);
}
