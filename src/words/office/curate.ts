/** What the curator's side says, on the page and on the command line. */
import type { CuratorEdit, CuratorTrial, GapGroupView, GapReason } from '../../types/index.ts';

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

const STATUSES: { readonly [status in GapGroupView['status']]: string } = {
  open: '待处理',
  done: '已处理',
  issuer: '已请示',
  dismissed: '不处理',
};
const REASONS: { readonly [reason in GapReason]: string } = {
  silent: '没有答出来',
  told: '已告诉文件没写',
  unsure: '让人自己选',
  disliked: '觉得没用',
  other: '不是要问的',
};

/** What is said of a group of questions that were not answered. */
export const GAP = {
  reasons: REASONS,
  statuses: STATUSES,
  /** 没有答出来 12，不满意 3 */
  counts: (counts: readonly (readonly [words: string, times: number])[]): string =>
    counts.map(([words, times]) => `${words} ${times}`).join('，'),
  reopened: `${STATUSES.open}（处理过，又有人问）`,
  unseen: '自动答了没写，没人看过',
  noProvince: '省份不明',
} as const;

/** Why an edit cannot be made. */
export const EDIT = {
  broken: (file: string, why: string): string => `${file} 写坏了（${why}），先改好它。`,
  notByLine: (file: string): string => `${file} 不是一行一条的写法，请先改成一行一条。`,
  shortTypo: '错字至少写两个字，不然会改到别的词。',
  typoIsWord: (word: string): string => `「${word}」本身是词表里的词，不能当成错字。`,
  typoThere: (word: string): string => `“${word}”已经加过了。`,
  noWord: (word: string): string => `词表里没有「${word}」。`,
  wordTaken: (form: string, name: string): string => `「${form}」已经是「${name}」的说法。`,
  shortWord: '说法至少写两个字。',
  noEntry: (id: string): string => `没有编号为「${id}」的常见问法。`,
  asksThere: '这些问法已经加过了。',
  entryThere: (id: string): string => `这个问法已经加过一条了（${id}），先撤销那一条。`,
  answeredBy: (ask: string, id: string): string => `“${ask}”已经由 ${id} 回答，先撤销那一条。`,
  shortCite: (cite: string): string => `「${cite}」太短了，请照抄能回答问题的一整句原话。`,
  manyClauses: (cite: string, count: number): string =>
    `「${cite}」在文件里有 ${count} 处，分不清是哪一条，请多抄几个字。`,
  citeIsHeading: (cite: string): string => `「${cite}」只是一个标题，回答不了问题，请照抄下面条款里的原话。`,
  /** Why an edit that can be made must not be. */
  lostWords: (cite: string): string => `文件里找不到这句原话：「${cite}」。`,
  worse: (was: number, is: number): string => `加上以后，案例答对的从 ${was} 条变成 ${is} 条。`,
  noUse: '加上以后，这些问法还是不会这样答。',
  /** The first lines of this installation's own files. */
  lexiconHead: '# 本单位自己加的词表。格式和 faq/lexicon.yaml 一样，只写加的几行。\n',
  curatedHead:
    '# 本单位自己加的常见问法。格式和 faq/curated/ 里的一样；只有 id 和 asks 的一条，是给随程序发布的那一条加问法。\n',
} as const;

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
  undoWords: (edit: number, words: string): string => `撤销第 ${edit} 次改动：${words}`,
  proposed: '已提交，请另一位政策管理员看过再发布。现在的回答还没有变。',
  undoProposed: '撤销要另一位政策管理员同意。已提交，现在的回答还没有变。',
  /** To the other curators, and to whom it was proposed by. */
  pleaseLook: (name: string, words: string): string =>
    `${name}提了一条问答改动，等您看过再发布：${words}\n请到网页“待补的问答”里的“改动”查看。`,
  saidYes: (edit: number): string => `您提的第 ${edit} 次改动已经另一位管理员同意，发布了。`,
  saidNo: (edit: number, reason: string): string => `您提的第 ${edit} 次改动被退回了：${reason}`,
  proposedAlready: (edit: number): string => `同样的改动已经提交过（第 ${edit} 次），正等另一位管理员同意。`,
  notWaiting: '这一条已经有人处理过了，请刷新看看。',
  ownApproval: '自己提的改动要由另一位政策管理员同意。不想改了，可以撤回。',
  ownRejection: '这是您自己提的，不用退回，撤回就行。',
  notOwn: '只有提出的人能撤回。不同意的话，请退回并写一句原因。',
  noReason: '退回请写一句原因，提出的人会看到。',
  moved: '这个文件在提交之后又变过，现在的前后对比和试算是新的。请再看一遍，同意的话再点一次。',
  alone:
    '发布要两位政策管理员，现在只有您一位，提交的改动没有人能同意。请系统管理员再设一位（roles add 工号 curator），或者在设置里写 curate.publish: 1。',
} as const;
