/** `gaps`: what was not answered, and what a curator does about it, on the command line. */

import { readSources } from '../../answers/index.ts';
import { provinceOf } from '../../chinese/index.ts';
import { type Curator, createCurator, OPERATOR } from '../../curate/curator.ts';
import { readCaseFiles, tryEdit } from '../../curate/edits.ts';
import { dayOf } from '../../days.ts';
import { Fault } from '../../errors.ts';
import { loadRulesets } from '../../rules/index.ts';
import { holdFolder } from '../../store/index.ts';
import type { CuratorDraft, CuratorEdit, GapGroupView } from '../../types/index.ts';
import { editWords, GAP, trialWords } from '../../words/office/curate.ts';
import { readArgs } from '../args.ts';
import { DOCUMENTS, FAQ, ownFaq, RAW_DOCUMENTS, RULES, wholeLibrary } from '../folders.ts';
import type { Command } from '../jsonl.ts';
import { configuredStore } from '../upkeep/store.ts';

const USAGE = `用法：
  gaps [--all] [--province 浙江]                    列出没有答好的问题，问得多、问得近的在前
  gaps show N                                      一组的全部问法、当时怎么答的、可能的条款
  gaps answer N --cite "文件里的原话" [--says "一句结论"]   用这句话回答
  gaps say N --entry 编号                           和已有的一条常见问法一样回答
  gaps silent N --says "文件没有写……" --ask "问谁"    文件没有写，告诉大家问谁
  gaps word N --name 文件里的写法 --form 大家的说法    词表加一个说法（错字用 --wrong --right）
  gaps note N [--says "备注"]                       请示发文机关：打印请示稿，这一组记为已请示
  gaps dismiss N | gaps open N                     不处理；重新打开
  gaps edits                                       全部改动，等人同意的也在里面
  gaps approve 第几次 | gaps reject 第几次 --says "原因"   同意发布或退回管理员提的改动
  gaps undo [第几次]                                撤销最后一次（或者这一次）改动
这里是服务器上的命令行：改动直接发布，记在审计里（操作人：服务器命令行）。
都可以加：--only 1,3 只用第 1、3 种问法；--province 这一组不知道省份时写明；--try 只试不发布；
          --even-so 有案例变差也发布（总分不能变差）。
`;
const OPTIONS = {
  all: { type: 'boolean' },
  province: { type: 'string' },
  cite: { type: 'string' },
  says: { type: 'string' },
  entry: { type: 'string' },
  ask: { type: 'string' },
  name: { type: 'string' },
  form: { type: 'string' },
  wrong: { type: 'string' },
  right: { type: 'string' },
  only: { type: 'string' },
  try: { type: 'boolean' },
  'even-so': { type: 'boolean' },
} as const;
type Values = { readonly [name in keyof typeof OPTIONS]?: string | boolean | undefined };

const usage = (words: string): Fault => new Fault('USAGE', `${words}\n\n${USAGE}`);
const text = (values: Values, name: keyof typeof OPTIONS, what: string): string => {
  const value = values[name];
  if (typeof value !== 'string' || value.trim() === '') throw usage(`请用 --${name} 写明${what}。`);
  return value.trim();
};

function asksOf(group: GapGroupView, values: Values): string[] {
  const all = group.wordings.map(({ question }) => question);
  if (typeof values.only !== 'string') return all;
  return values.only.split(/[,，]/u).map((n) => {
    const question = all[Number(n) - 1];
    if (question === undefined) throw usage(`没有第 ${n} 种问法。`);
    return question;
  });
}

/** The edit that a command line asks for. */
function draftOf(what: string, group: GapGroupView, values: Values): CuratorDraft {
  const province = (): string => {
    const place = typeof values.province === 'string' ? provinceOf(values.province) : group.province;
    if (!place) throw usage('不知道这一组是哪个省的，请用 --province 写明（国家的写 national）。');
    return place;
  };
  const asks = asksOf(group, values);
  if (what === 'say') return { is: 'asks', id: text(values, 'entry', '哪一条常见问法'), asks };
  if (what === 'silent')
    return {
      is: 'silent',
      province: province(),
      asks,
      silent: text(values, 'says', '文件没有写什么'),
      ask: text(values, 'ask', '建议问谁'),
    };
  if (what === 'answer') {
    const says = typeof values.says === 'string' ? { says: values.says.trim() } : {};
    return { is: 'answer', province: province(), asks, cite: text(values, 'cite', '文件里的原话'), ...says };
  }
  if (values.wrong !== undefined || values.right !== undefined)
    return { is: 'typo', wrong: text(values, 'wrong', '错字'), right: text(values, 'right', '通常的写法') };
  return { is: 'synonym', name: text(values, 'name', '文件里的写法'), form: text(values, 'form', '大家的说法') };
}

const line = (view: GapGroupView): string =>
  `${String(view.group).padStart(4)}  ${String(view.count).padStart(3)} 次  ${view.lastDay}  ${view.provinceName}  ${view.question}\n        ${view.statusWords}；${view.reasons}${view.again > 0 && view.status !== 'open' ? `；之后又有 ${view.again} 次` : ''}\n`;

const stopped = ({ id, cite }: { readonly id: string; readonly cite: string }): string =>
  `停用  常见问法 ${id}：文件里没有「${cite}」\n`;

async function list(curator: Curator, values: Values): Promise<string> {
  const province = typeof values.province === 'string' ? provinceOf(values.province) : undefined;
  const all = (await curator.groups()).filter((view) => province === undefined || view.province === province);
  const groups = all.filter((view) => values.all || view.status === 'open');
  const unseen = values.all ? [] : all.filter((view) => view.unseen);
  return [
    groups.length === 0 ? '没有待处理的问题。\n' : groups.map(line).join(''),
    unseen.length === 0 ? '' : `\n自动答了“文件没有写”的，请抽空看看说得对不对：\n${unseen.map(line).join('')}`,
  ].join('');
}

async function show(curator: Curator, wanted: number): Promise<string> {
  const view = await curator.group(wanted);
  if (!view) throw usage(`没有第 ${wanted} 组。`);
  return [
    line(view),
    view.note === undefined ? '' : `备注：${view.note}\n`,
    '\n问法\n',
    ...view.wordings.map(({ question, times }, i) => `  ${i + 1}. ${question}（${times} 次）\n`),
    '\n当时的回答\n',
    ...(view.answered.length > 0 ? view.answered.map((answered) => `  ${answered}\n`) : ['  （没有）\n']),
    '\n可能的条款（用 --cite 照抄引号里的话）\n',
    ...view.clauses.map((one) => `  「${one.cite}」\n      ${one.title} ${one.place}\n`),
    '\n相近的常见问法（用 --entry 写编号）\n',
    ...view.entries.map((one) => `  ${one.id}：${one.asks.join(' / ')}\n      ${one.answers.slice(0, 80)}\n`),
  ].join('');
}

async function edits(curator: Curator): Promise<string> {
  const states = {
    proposed: '等另一位同意',
    writing: '没有写完',
    published: '已发布',
    undone: '已撤销',
    lost: '没有写成',
    withdrawn: '已撤回',
    rejected: '已退回',
  } as const;
  const all = await curator.edits();
  return all.length === 0
    ? '还没有改动。\n'
    : all
        .map(
          ({ edit, at, byName, words, state, cases, reason }) =>
            `  第 ${edit} 次  ${at.slice(0, 16).replace('T', ' ')}  ${byName}  ${states[state]}\n        ${words}（案例 ${cases.was} → ${cases.is}）${reason === undefined ? '' : `；原因：${reason}`}\n`,
        )
        .join('');
}

async function publish(curator: Curator, what: string, view: GapGroupView, values: Values): Promise<[number, string]> {
  const draft = draftOf(what, view, values);
  if (values.try) {
    const trial = await curator.tryEdit(draft, view.group);
    if ('cases' in trial)
      return [
        trial.refused === undefined ? 0 : 1,
        `${trialWords(trial)}${trial.refused === undefined ? '以上是试算，没有发布。\n' : `${trial.refused}\n`}`,
      ];
    return [1, `${trial.refused}\n`];
  }
  const outcome = await curator.publish(OPERATOR, draft, { group: view.group, evenSo: values['even-so'] === true });
  const report = outcome.trial === undefined ? '' : trialWords(outcome.trial);
  if (outcome.is === 'published') {
    const words = editWords({ id: '', ...draft } as CuratorEdit);
    return [0, `${report}已发布（第 ${outcome.edit} 次改动）：${words}\n撤销：gaps undo ${outcome.edit}\n`];
  }
  return [1, `${report}${outcome.words}${outcome.is === 'look-first' ? '确认要发布就加上 --even-so。' : ''}\n`];
}

/** The operator's yes or no to a curator's proposal: whoever holds the machine is a second pair of eyes. */
async function look(curator: Curator, what: string, number: number, values: Values): Promise<[number, string]> {
  if (what === 'reject') {
    const done = await curator.reject(OPERATOR, number, text(values, 'says', '退回的原因'));
    return done.is === 'done' ? [0, `第 ${number} 次改动已退回。\n`] : [1, `${done.words}\n`];
  }
  const seen = (await curator.edits()).find(({ edit }) => edit === number)?.proposal?.seen ?? '';
  const outcome = await curator.approve(OPERATOR, number, { seen, evenSo: values['even-so'] === true });
  const report = outcome.trial === undefined ? '' : trialWords(outcome.trial);
  if (outcome.is === 'published') return [0, `${report}第 ${number} 次改动已发布。\n`];
  return [1, `${report}${outcome.words}${outcome.is === 'look-first' ? '确认要发布就加上 --even-so。' : ''}\n`];
}

/** The `gaps` command. Exit status 1 when an edit was not published. @throws Fault USAGE */
export const run: Command = async (args, { output, doors = {} }) => {
  const { values, positionals } = readArgs(args, OPTIONS, USAGE);
  const [what = 'list', number] = positionals;
  if (positionals.length > 2) throw usage('参数太多了；带空格的话要加引号。');
  const { store } = await configuredStore(doors);
  const rulesets = loadRulesets(RULES, RAW_DOCUMENTS);
  const own = ownFaq(doors);
  let library = wholeLibrary(doors);
  const curator = createCurator({
    store,
    own,
    library: () => library,
    publish: 1,
    samePerson: async (one, other) => one === other,
    hold: () => holdFolder(own),
    tryEdit: async (edit, about) =>
      tryEdit(edit, { sources: readSources(DOCUMENTS, FAQ, own), cases: readCaseFiles(FAQ), rulesets }, about),
    reload: async () => {
      library = wholeLibrary(doors);
    },
    now: () => new Date().toISOString(),
    dayOf,
  });
  const work = async (): Promise<readonly [number, string]> => {
    if (what === 'list') return [0, `${await list(curator, values)}${library.suspended.map(stopped).join('')}`];
    if (what === 'edits') return [0, await edits(curator)];
    if (what === 'undo') {
      const last = (await curator.edits()).find(
        ({ state, undoes }) => state === 'published' && undoes === undefined,
      )?.edit;
      const edit = number === undefined ? last : Number(number);
      if (edit === undefined || Number.isNaN(edit)) throw usage('没有可以撤销的改动。');
      const undone = await curator.undo(OPERATOR, edit);
      return undone.is === 'done' ? [0, `第 ${edit} 次改动已撤销。\n`] : [1, `${undone.words}\n`];
    }
    const wanted = Number(number);
    if (!Number.isInteger(wanted) || wanted < 1) throw usage(`gaps ${what} 后面要写第几组。`);
    if (what === 'approve' || what === 'reject') return look(curator, what, wanted, values);
    if (what === 'show') return [0, await show(curator, wanted)];
    const view = await curator.group(wanted);
    if (!view) throw usage(`没有第 ${wanted} 组。`);
    if (what === 'note') {
      const note = typeof values.says === 'string' ? values.says : undefined;
      await curator.settle(OPERATOR, wanted, 'issuer', note);
      return [0, `${view.draft}\n\n这一组记为${GAP.statuses.issuer}。有了答复再用 gaps answer 或 gaps silent。\n`];
    }
    if (what === 'dismiss' || what === 'open') {
      await curator.settle(OPERATOR, wanted, what === 'open' ? 'open' : 'dismissed');
      return [0, `第 ${wanted} 组记为${GAP.statuses[what === 'open' ? 'open' : 'dismissed']}。\n`];
    }
    if (!['answer', 'say', 'silent', 'word'].includes(what)) throw usage(`没有「${what.slice(0, 20)}」这一步。`);
    return publish(curator, what, view, values);
  };
  try {
    const [status, words] = await work();
    await new Promise<void>((done) => output.write(words, () => done()));
    return status;
  } finally {
    await store.close();
  }
};
