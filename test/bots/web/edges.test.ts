import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, http, openTestHouse, type TestHouse } from './house.ts';

/** What a bad network and a bad visitor do to a server, over bare sockets. */
let house: TestHouse;
const sockets: Socket[] = [];
beforeAll(async () => {
  house = await openTestHouse({
    headSeconds: 1,
    requestSeconds: 2,
    silentSeconds: 3,
    heartbeat: 300,
    connectionsPerAddress: 50,
  });
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await house?.stop();
  expect(house?.faults).toEqual([]);
});

interface Raw {
  readonly socket: Socket;
  readonly text: () => string;
  /** Resolves when the other side has closed it. */
  readonly closed: Promise<void>;
}
function raw(first = ''): Promise<Raw> {
  const { hostname, port } = new URL(house.address);
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname);
    sockets.push(socket);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const closed = new Promise<void>((end) => socket.once('close', () => end()));
    socket.on('error', () => socket.destroy());
    socket.once('connect', () => {
      if (first !== '') socket.write(first);
      done({ socket, text: () => text, closed });
    });
    socket.once('error', fail);
  });
}
/** Drips one byte after the other, for as long as it is let. */
const drip = ({ socket }: Raw, byte: string): void => {
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(byte)), 100);
  socket.once('close', () => clearInterval(timer));
};
const isWell = async (): Promise<number> => (await http(`${house.address}/api/entrance`)).status;

describe('nobody is waited for', () => {
  it.each([
    ['a silent socket', '', undefined],
    ['half a head', 'POST /api/messages HTTP/1.1\r\nhost: 127', undefined],
    [
      'half a body',
      'POST /api/session HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"is"',
      undefined,
    ],
    [
      'a body of unsaid length that never ends',
      'POST /api/session HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"is"',
      undefined,
    ],
    ['a head that drips', 'GET /api/me HTTP/1.1\r\nx-slow: ', 'a'],
    [
      'a body that drips',
      'POST /api/session HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n',
      ' ',
    ],
  ])('%s', async (_what, first, byte) => {
    const one = await raw(first);
    if (byte !== undefined) drip(one, byte);
    await one.closed;
    expect(one.text()).not.toMatch(/^HTTP\/1\.1 200/);
    expect(await isWell()).toBe(200);
  });
  it('half an upload is not kept, and is answered with no 200', async () => {
    const me = browser(house.address);
    await me.enterAs(() => true);
    const head = '--e\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n\u0089PNG';
    const one = await raw(
      `POST /api/files?id=half-an-upload HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${me.cookie}\r\ncontent-type: multipart/form-data; boundary=e\r\ncontent-length: 5000\r\n\r\n${head}`,
    );
    await one.closed;
    expect(one.text()).not.toMatch(/^HTTP\/1\.1 200/);
    expect((await me.call('GET', '/api/history')).json.lines).toEqual([]);
  });
  it('a hundred silent sockets of one address: the rest are closed at once, then all, and the page answers', async () => {
    const many = await Promise.all(Array.from({ length: 100 }, () => raw().catch(() => undefined)));
    await Promise.all(many.map((one) => one?.closed));
    expect(await isWell()).toBe(200);
  });
  it('an event stream lives on beyond all of it', async () => {
    const me = browser(house.address);
    await me.enterAs(() => true);
    const heard = me.stream(0, (events) => events.some(({ data }) => data?.body?.text === '帮助'));
    await new Promise((later) => setTimeout(later, 5000));
    await me.say('帮助', 'after-a-while');
    expect((await heard).map(({ event }) => event)).not.toContain('gone');
    expect((await heard).some(({ data }) => data?.body?.text === '帮助')).toBe(true);
  });
});
