import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WebSettings } from '../../../bots/web/settings.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { DOORS, type HouseConfig } from '../../../src/house/channels.ts';
import { openHouse } from '../../../src/house/open.ts';

export interface TestHouse {
  readonly address: string;
  /** The data folder. */
  readonly data: string;
  /** What operators would have seen. */
  readonly faults: readonly string[];
  readonly stop: () => Promise<void>;
}

/** The whole house as `npm start` opens it, with the demo people, in a folder of its own, on a free port. */
export async function openTestHouse(
  web: Partial<WebSettings> = {},
  more: Partial<HouseConfig> = {},
): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'xuefen-web-'));
  const root = resolve(import.meta.dirname, '..', '..', '..');
  const data = join(folder, 'data');
  const config = loadConfig({ XUEFEN_DATA: data, XUEFEN_PORT: '0', XUEFEN_DEMO: 'true' }, root, DOORS);
  const faults: string[] = [];
  const house = await openHouse(
    { ...config, ...more, web: { ...config.web, ...web } },
    { log: (what, error) => faults.push(`${what} ${error instanceof Error ? error.stack : String(error ?? '')}`) },
  );
  return {
    address: house.address,
    data,
    faults,
    stop: async () => {
      await house.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects, and fails where it is not
  readonly json: any;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** One plain HTTP request; unlike fetch it can say a Host and an Origin of its own. */
export function http(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(url, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /json/.test(answer.headers['content-type'] ?? '');
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          json: isJson ? JSON.parse(text) : undefined,
        });
      });
    });
    asked.on('error', fail);
    asked.end(body);
  });
}

/** One browser: keeps its cookie and says where it comes from, as browsers do. */
export function browser(address: string, kept = '') {
  let cookie = kept;
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await http(`${address}${path}`, {
      method,
      headers: {
        origin: address,
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie } : {}),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    const given = answer.headers['set-cookie'];
    if (Array.isArray(given) && given[0]) cookie = given[0].split(';')[0];
    return answer;
  };
  return {
    call,
    get cookie() {
      return cookie;
    },
    say: (text: string, id: string) => call('POST', '/api/messages', { id, text }),
    upload: (name: string, bytes: Uint8Array, id: string, type = 'application/octet-stream') => {
      const edge = 'edge-of-a-test';
      const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
      return call('POST', `/api/files?id=${id}`, new Uint8Array(body), {
        'content-type': `multipart/form-data; boundary=${edge}`,
        'content-length': String(body.length),
      });
    },
    async enterAs(
      test: (person: { name: string; isManager: boolean }) => boolean,
    ): Promise<{ name: string; peer: string }> {
      const { roster } = (await call('GET', '/api/entrance')).json;
      const person = roster.find(test);
      const answer = await call('POST', '/api/session', { is: 'member', member: person.id });
      return { name: person.name, peer: answer.json.peer };
    },
    /** Reads the event stream until `enough` says so. */
    stream(
      after: number | string,
      enough: (events: readonly StreamEvent[]) => boolean,
    ): Promise<readonly StreamEvent[]> {
      const headers: Record<string, string> = { cookie };
      if (typeof after === 'string') headers['last-event-id'] = after;
      return new Promise((done, fail) => {
        const asked = request(
          `${address}/api/stream${typeof after === 'number' ? `?after=${after}` : ''}`,
          { headers },
          (answer) => {
            let text = '';
            const events = (): StreamEvent[] =>
              text
                .split('\n\n')
                .slice(0, -1)
                .flatMap((block) => {
                  const event = /^event: (.+)$/m.exec(block)?.[1];
                  const data = /^data: (.+)$/m.exec(block)?.[1];
                  const id = /^id: (.+)$/m.exec(block)?.[1];
                  return event && data ? [{ event, data: JSON.parse(data), ...(id ? { id } : {}) }] : [];
                });
            answer.setEncoding('utf8');
            answer.on('data', (chunk: string) => {
              text += chunk;
              if (enough(events())) asked.destroy();
            });
            answer.on('close', () => done(events()));
          },
        );
        asked.on('error', (error: NodeJS.ErrnoException) => error.code !== 'ECONNRESET' && fail(error));
        asked.end();
      });
    },
  };
}
export interface StreamEvent {
  readonly event: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly data: any;
}
