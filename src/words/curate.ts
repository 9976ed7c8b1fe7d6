/** What the curator's side says, on the page and on the command line. */
import type { CuratorEdit, CuratorTrial, GapGroupView } from '../types/index.ts';

const short = (text: string, most = 40): string => (text.length > most ? `${text.slice(0, most)}……` : text);
const asked = (asks: readonly string[]): string =>
  asks.length > 2 ? `“${asks[0]}”等 ${asks.length} 种问法` : asks.map((ask) => `“${ask}”`).join('');

/** What an edit does, in a line. */
export function editWords(edit: CuratorEdit): string {
  switch (edit.is) {
    case 'answer':
      return `${asked(edit.asks)}用这句话回答：「${short(edit.cite)}」`;
    case 'silent':
      return `${asked(edit.asks)}：文件没写，建议问${edit.ask}`;
    case 'asks':
      return `${asked(edit.asks)}和 ${edit.id} 一样回答`;
    case 'synonym':
      return `词表：“${edit.form}”就是“${edit.name}”`;
    case 'typo':
      return `错字：“${edit.wrong}”写作“${edit.right}”`;
  }
}

/** What an edit would change, in lines. */
export function trialWords({ cases, lost, won, asked: own }: CuratorTrial): string {
  const lines = [
    ...own.map((one) => `  ${one.right ? '✓' : '✗'} ${one.question}\n      现在：${one.was}\n      以后：${one.is}`),
    `  案例：答对 ${cases.was} → ${cases.is}（共 ${cases.of} 条）`,
    ...won.map((one) => `  变好 ${one.id} ${one.question}\n      现在：${one.was}\n      以后：${one.is}`),
    ...lost.map((one) => `  变差 ${one.id} ${one.question}\n      现在：${one.was}\n      以后：${one.is}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A note to the issuer: what is asked, how often, and which documents leave it open. */
export function noteDraft(
  { count, lastDay, wordings }: Pick<GapGroupView, 'count' | 'lastDay' | 'wordings'>,
  issuer: string,
  documents: readonly { readonly title: string; readonly number: string | null }[],
): string {
  const named = documents.map(
    ({ title, number }) => `《${title.replace(/[《》]/gu, '')}》${number ? `（${number}）` : ''}`,
  );
  return [
    '关于继续医学教育学分政策有关问题的请示',
    '',
    `${issuer}：`,
    `我单位卫生专业技术人员多次问到下面的问题（${count} 次，最近一次 ${lastDay}）：`,
    ...wordings.slice(0, 5).map(({ question }, i) => `${i + 1}. ${question}`),
    named.length > 0 ? `经查，${named.join('、')}没有写明。` : '手上没有相关文件。',
    '请予明确。',
  ].join('\n');
}

export const CURATOR = {
  anyIssuer: '省级卫生健康行政部门',
  busy: '另一位管理员正在发布，请过一会儿再试。',
  noGroup: '没有这一组问题。',
  changedByHand: (file: string): string => `data/faq/${file} 刚被人手改过，请再试一次。`,
  lookFirst: (count: number): string => `有 ${count} 条案例会变差。请先看一遍，确认之后再发布。`,
  notPublished: (words: string): string => `${words}没有发布。`,
  noEdit: '没有这一次改动。',
  undone: '这次改动已经撤销过了。',
  lost: '这次改动没有写成，不用撤销。',
  later: (edits: readonly number[]): string =>
    `这之后同一个文件又改过（第 ${edits.join('、')} 次）。请从最后一次开始撤销。`,
  byHand: (file: string): string =>
    `data/faq/${file} 后来被人手改过，撤销会丢掉那些改动，所以没有动它。请直接改这个文件。`,
  operator: '命令行',
} as const;
