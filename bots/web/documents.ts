import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentReading, ReadingPart } from '../../src/types/index.ts';
import { createLimiter } from './guard.ts';
import { type Html, html } from './html.ts';
import { DOCUMENTS } from './words.ts';

interface DocumentsHouse {
  /** The documents of the moment: they may change while we run. */
  readonly documents: () => readonly DocumentReading[];
  /** Pages that one address may open in any minute. */
  readonly perMinute: number;
}

/** `/documents`, `/documents/<id>#<anchor>` and the text as received. Public notices: no sign-in, no scripts. */
export async function documents(app: FastifyInstance, house: DocumentsHouse): Promise<void> {
  const mayRead = createLimiter(house.perMinute, () => performance.now());
  const made = new WeakMap<DocumentReading, string>();
  type Asked = FastifyRequest<{ Params: { id: string } }>;
  const send = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
    reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  const found = (request: Asked): DocumentReading | undefined =>
    house.documents().find(({ id }) => id === request.params.id);
  const missing = (reply: FastifyReply): FastifyReply =>
    send(reply, whole(DOCUMENTS.missing, html`<main id="text"><p>${DOCUMENTS.missing}</p></main>`), 404);

  await app.register(async (pages) => {
    pages.addHook('onRequest', async (request, reply) => {
      if (mayRead(request.ip)) return undefined;
      return send(reply, whole(DOCUMENTS.slow, html`<main id="text"><p>${DOCUMENTS.slow}</p></main>`), 429);
    });
    pages.get('/documents', async (_request, reply) => send(reply, listPage(house.documents())));
    pages.get('/documents/:id', async (request: Asked, reply) => {
      const one = found(request);
      if (!one) return missing(reply);
      const page = made.get(one) ?? documentPage(one);
      made.set(one, page);
      return send(reply, page);
    });
    pages.get('/documents/:id/original', async (request: Asked, reply) => {
      const one = found(request);
      if (!one) return missing(reply);
      return reply
        .type('text/plain; charset=utf-8')
        .header('cache-control', 'no-cache')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(one.original.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(one.original.text);
    });
  });
  const style = await readFile(join(import.meta.dirname, 'documents.css'), 'utf8');
  app.get('/documents.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=300').send(style),
  );
}

const whole = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/documents.css">
<title>${title} · ${DOCUMENTS.name}</title>
</head>
<body>
<a class="skip" href="#text">${DOCUMENTS.skip}</a>
<header class="top"><nav aria-label="${DOCUMENTS.site}"><a href="/documents">${DOCUMENTS.all}</a><a href="/">${DOCUMENTS.chat}</a></nav></header>
${body}
</body>
</html>
`.html;

const state = ({ force }: DocumentReading): Html =>
  html`<span class="${force.current ? 'force' : 'force force-past'}">${force.words}</span>`;

function listPage(all: readonly DocumentReading[]): string {
  const places = [...new Set<string>([DOCUMENTS.country, ...all.map(({ provinceName }) => provinceName)])].filter(
    (place) => all.some(({ provinceName }) => provinceName === place),
  );
  return whole(
    DOCUMENTS.all,
    html`<main id="text">
<h1>${DOCUMENTS.all}</h1>
<p class="note">${all.length > 0 ? DOCUMENTS.lead : DOCUMENTS.none}</p>
${places.map(
  (place) => html`<section class="place"><h2>${place}</h2><ul class="shelf">
${all
  .filter(({ provinceName }) => provinceName === place)
  .map(
    (one) =>
      html`<li><a href="/documents/${encodeURIComponent(one.id)}">${one.title}</a><p class="note">${state(one)} ${summary(one)}</p></li>`,
  )}
</ul></section>`,
)}
</main>`,
  );
}

const summary = ({ brief }: DocumentReading): string => brief.join(' · ');

function documentPage(one: DocumentReading): string {
  const contents = one.parts.flatMap((part) =>
    part.is === 'clause' && part.heading && part.level <= 3 ? [{ ...part, heading: part.heading }] : [],
  );
  const path = `/documents/${encodeURIComponent(one.id)}`;
  return whole(
    one.title,
    html`<main id="text">
<h1>${one.title}</h1>
${one.supersededBy && html`<p class="warning">${DOCUMENTS.superseded}<a href="/documents/${encodeURIComponent(one.supersededBy.id)}">${one.supersededBy.title}</a>。</p>`}
<dl class="facts">
<div><dt>${DOCUMENTS.place}</dt><dd>${one.provinceName}</dd></div>
${one.facts.map(([name, value, is]) => html`<div><dt>${name}</dt><dd>${is === 'force' ? state(one) : value}</dd></div>`)}
</dl>
${
  one.references.length > 0 &&
  html`<details class="fold"><summary>${DOCUMENTS.mentions}（${one.references.length}）</summary><ul>
${one.references.map(({ words, id }) =>
  id
    ? html`<li><a href="/documents/${encodeURIComponent(id)}">${words}</a></li>`
    : html`<li>${words} <span class="absent">${DOCUMENTS.absent}</span></li>`,
)}
</ul></details>`
}
${
  one.annexes.length > 0 &&
  html`<details class="fold"><summary>${DOCUMENTS.annexes}（${one.annexes.length}）</summary><ul>
${one.annexes.map(({ title, loaded }) => html`<li>${title} ${!loaded && html`<span class="absent">${DOCUMENTS.absent}</span>`}</li>`)}
</ul></details>`
}
${
  contents.length > 2 &&
  html`<details class="fold"><summary>${DOCUMENTS.contents}</summary><ol class="contents">
${contents.map(({ anchor, heading, level }) => html`<li class="level-${level}"><a href="#${anchor}">${heading}</a></li>`)}
</ol></details>`
}
<p class="note">${DOCUMENTS.published}<a href="${path}/original">${DOCUMENTS.original}</a>（${one.original.name}）。${DOCUMENTS.source}</p>
<article aria-label="${DOCUMENTS.text}">
${one.parts.map(partOf)}
</article>
</main>`,
  );
}

function partOf(part: ReadingPart): Html {
  switch (part.is) {
    case 'loose':
      return html`${part.lines.map((line) => html`<p>${line}</p>`)}
`;
    case 'clause':
      return html`<div class="clause clause-${part.role}" id="${part.anchor}">${headingOf(part)}${part.lines.map((line) => html`<p>${line}</p>`)}</div>
`;
    case 'table':
      return html`<div class="table"><table role="table">
<thead role="rowgroup"><tr role="row">${part.headers.map((header) => html`<th role="columnheader" scope="col">${header}</th>`)}</tr></thead>
<tbody role="rowgroup">
${part.rows.map((row) =>
  row.wide
    ? html`<tr role="row" id="${row.anchor}"><td role="cell" colspan="${part.headers.length}">${row.cells}</td></tr>
`
    : html`<tr role="row" id="${row.anchor}">${row.cells.map((cell, i) => html`<td role="cell" data-label="${part.headers[i] ?? ''}">${cell}</td>`)}</tr>
`,
)}
</tbody></table></div>
`;
  }
}

function headingOf({ heading, level }: Extract<ReadingPart, { is: 'clause' }>): Html | undefined {
  if (!heading) return undefined;
  if (level === 2) return html`<h2>${heading}</h2>`;
  return level === 3 ? html`<h3>${heading}</h3>` : html`<h4>${heading}</h4>`;
}
