import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of the model, as it arrived. */
export interface Asked {
  readonly path: string;
  readonly key: string | undefined;
  readonly system: string;
  /** The words of the user's part. */
  readonly user: string;
  /** The picture's data address, where one came along. */
  readonly image?: string;
  readonly body: string;
}
export type Behaviour = (response: ServerResponse, asked: Asked) => void;

type Part = { readonly type: string; readonly text?: string; readonly image_url?: { readonly url: string } };

/** A local endpoint that speaks the protocol, and does what the test says. */
export interface ModelServer {
  readonly url: string;
  behave: Behaviour;
  readonly asked: Asked[];
  close(): void;
}

export async function openModelServer(): Promise<ModelServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const { messages = [] } = JSON.parse(body || '{}') as { messages?: { role: string; content: string | Part[] }[] };
      const content = messages.find(({ role }) => role === 'user')?.content ?? '';
      const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
      const image = parts.flatMap((part) => ('image_url' in part && part.image_url ? [part.image_url.url] : []))[0];
      const one: Asked = {
        path: request.url ?? '',
        key: request.headers.authorization,
        system: String(messages.find(({ role }) => role === 'system')?.content ?? ''),
        user: parts.flatMap(({ text }) => text ?? []).join(''),
        ...(image === undefined ? {} : { image }),
        body,
      };
      asked.push(one);
      model.behave(response, one);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    behave: says('好'),
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return model;
}

/** A completion with this content; what is no text is written as JSON. */
export const says =
  (content: unknown): Behaviour =>
  (response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        id: 'c1',
        object: 'chat.completion',
        created: 1,
        model: 'm',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: { role: 'assistant', content: typeof content === 'string' ? content : JSON.stringify(content) },
          },
        ],
      }),
    );
  };

/** Ways in which an endpoint fails as such, whatever it was asked. */
export const FAILURES: readonly (readonly [name: string, behave: Behaviour])[] = [
  ['silence', () => {}],
  ['a body that never ends', (response) => response.write('{"choices":[')],
  ['500', (response) => response.writeHead(500).end('no')],
  ['429', (response) => response.writeHead(429, { 'retry-after': '7' }).end('{"error":{"message":"slow down"}}')],
  ['401', (response) => response.writeHead(401).end('{"error":{"message":"no key"}}')],
  ['404', (response) => response.writeHead(404).end()],
  ['another protocol', (response) => response.end('[]')],
  ['a page', (response) => response.end('<html>login</html>')],
  ['garbage', (response) => response.end('\u0000\u0001')],
  ['no choices', (response) => response.end('{"choices":[]}')],
  ['an endless reply', (response) => response.end('x'.repeat(3_000_000))],
  ['a huge completion', says('很'.repeat(200_000))],
  ['an empty completion', says('')],
  ['a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['a hang-up', (response) => response.destroy()],
  ['prose', says('好的，这个问题我来回答：可以的。')],
  ['broken JSON', says('{"ids":["x"')],
  ['another JSON', says({ ids: 5, quote: 1, answer: null, intents: 'x', fields: [] })],
];
