import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine } from '../../src/people/csv.ts';
import { trailCsv, trailPage } from '../../src/people/trail.ts';
import { openStore } from '../../src/store/index.ts';
import { DEEDS } from '../../src/words/office/trail.ts';

const AT = '2026-11-22T02:00:00Z';

describe('a cell of a copy', () => {
  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', ' =1', '\r\n=1', '＝1', '\u200B=1', '"=1'])(
    'is no formula, whatever it begins with: %j',
    (text) => expect(csvCell(text)).not.toMatch(/^"[\s\u200B]*[=+\-@＝]/u),
  );
  it('is one cell of one line, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (cells) => {
        const line = csvLine(cells);
        expect(line.slice(0, -2)).not.toMatch(/[\r\n]/u);
        const read = [...line.slice(0, -2).matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu)];
        expect(read).toHaveLength(cells.length);
        for (const [, cell = ''] of read) expect(cell).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
      }),
    );
  });
});

describe('the trail', () => {
  it('is read page by page without losing or doubling a line, and copied whole', async () => {
    const store = await openStore(':memory:', AT);
    for (let n = 0; n < 1203; n += 1)
      await store.commit({ at: AT, writes: [{ is: 'audit', by: 'operator', what: 'exported', detail: { n } }] });
    const ids: number[] = [];
    for (let after: number | undefined; ; ) {
      const { lines, next } = await trailPage(store, { limit: 100, ...(after === undefined ? {} : { after }) });
      ids.push(...lines.map(({ id }) => id));
      if (next === undefined) break;
      after = next;
    }
    expect(ids).toEqual(Array.from({ length: 1203 }, (_, i) => 1203 - i));
    let text = '';
    for await (const piece of trailCsv(store, {})) text += piece;
    expect(text.trimEnd().split('\r\n')).toHaveLength(1204);
    await store.close();
  });

  it('keeps invented and real people apart', async () => {
    const store = await openStore(':memory:', AT);
    await store.commit({
      at: AT,
      writes: [
        { is: 'member', member: { id: 'd', demo: true }, origin: 'roster' },
        { is: 'member', member: { id: 'r' }, origin: 'roster' },
        { is: 'audit', member: 'd', by: 'd', what: 'signed-in', detail: {} },
        { is: 'audit', member: 'r', by: 'r', what: 'signed-in', detail: {} },
        { is: 'audit', by: 'd', what: 'viewed-unit', detail: {} },
        { is: 'audit', by: 'operator', what: 'exported', detail: {} },
      ],
    });
    const of = async (world: 'demo' | 'real') => (await store.auditPage({ world, limit: 9 })).map(({ id }) => id);
    expect([await of('demo'), await of('real')]).toEqual([
      [3, 1],
      [4, 2],
    ]);
    await store.close();
  });

  it('every deed that the program notes has a name', () => {
    const src = resolve(import.meta.dirname, '../../src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const noted = files.flatMap((name) => {
      const text = readFileSync(join(src, name), 'utf8');
      const rows = text.matchAll(/is: '(?:audit|looked)'[^;]{0,240}?what: '([a-z-]+)'/gsu);
      const looks = text.matchAll(/\{\s*what: '([a-z]+-[a-z-]+)',\s*(?:member|detail|\.\.\.)/gu);
      const effects = text.matchAll(/audit\('([a-z-]+)'/gu);
      return [...rows, ...looks, ...effects].map((match) => match[1] ?? '');
    });
    expect(noted.length).toBeGreaterThan(12);
    expect([...new Set(noted)].filter((what) => DEEDS[what] === undefined)).toEqual([]);
  });
});
