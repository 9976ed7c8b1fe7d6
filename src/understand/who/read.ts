/**
 * Whose affair a message is: the asker's own, somebody else's, or a part of it each. Nothing that is told of another may
 * reach the asker's ledger, and no figure of the asker's is an answer about another. Pure.
 */

import type { Context, Intent, OtherWish, ProgressWhat } from '../../types/index.ts';
import { type Clause, clausesOf, plain, type Signed, sign, whoseIs } from './clauses.ts';
import { type Person, peopleIn } from './people.ts';

/** What words mean when they are the asker's own. */
export type Read = (text: string) => readonly Intent[];

type Other = Extract<Intent, { readonly is: 'other' }>;

/** What somebody else's is asked for, where the verb says it whatever else is told. */
const REMIND = /(?:提醒|催|通知|叫|喊|让|告诉|督促)(?:一?下|着)?[\uE000-\uE0FF]/u;
const CHANGE =
  /撤回|撤销|撤掉|删|作废|绑定|解绑|注册|写错|报错|记错|填错|改成|改为|改到|改一?下|更正|升(?:了|到)?(?:主治|主管|副高|正高|中级|高级|主任|副主任)|评上|晋升(?:了|为)|聘(?:了|上|为)/u;
const STATE = /(?:申请|补学|免修|补验|自学计划)[^,，。]{0,8}(?:批|到哪|通过|进度|怎么样|审|下来|结果)/u;
const APPLY = /申请|补学|免修|补验|自学(?:计划|报告)/u;
const RECORDS = /明细|记录|台账|清单|(?:登记|报|记)(?:了|过)(?:什么|哪些|几)/u;
const PROFILE = /(?:什么|啥)职称|职称是|资料|个人信息|档案|工号|手机号?|电话/u;
const YEAR =
  /还?[差缺欠](?:几|多少|好?多|些)|[差缺欠]\d|缺口|够(?:了|没|不|吗|$|[?？]|没有)|够不够|达标|学分?(?:够|满|齐)|(?:学|修|拿|补|完成)(?:完|满|齐|够)?了?(?:没|吗|没有)|修满|学完|几分了?|多少(?:学)?分|学分(?:情况|怎么样|咋样|到哪|呢|[?？])|的学分[。 ]*$|合格了?(?:没|吗)|怎么补|离[^,，。]{0,6}(?:达标|合格|够)|^[^\p{L}]*(?:那|还有)?[\uE000-\uE0FF]呢/u;
const REPORT = /(?:帮|替|代|给)[^,，。]{0,6}[\uE000-\uE0FF]/u;

/** A question of what the documents say, though somebody is named in it. */
const POLICY =
  /合理吗|合规吗|对吗|对不对|正常吗|是?真的(?:吗|假的)|真的?吗|靠谱吗|可信吗|有[^,，。]{0,6}(?:规定|依据|说法|政策)|文件|政策|规定|算数|怎么[算处分]|怎么办|要不要|最多|最少|最低|上限|要求|每年|一年[要需得最修]|第一年|算谁|算哪|算不算|能算|(?:能|可以|需要|用|要)[^,，。差够]{0,12}吗|承认吗|有效吗|(?:要|需要?|该|得|一次|每次|各|记|算|计|给)(?:修|学|拿|完成)?(?:满|够)?(?:多少|几)/u;
const OWN_STATE = /还[差缺欠]|差(?:几|多少)|够了?[没不吗]|够吗|达标了?[没不吗]|明细|记录|台账|达标没|修满|完成了|学完/u;
/** What is told of somebody before a question about people like them: 是村医, 在县医院, 刚规培结束. */
const TOLD_OF = /是|在|刚|做|休|产假|规培|退休|返聘|中级|初级|高级|新/u;

/**
 * @param text normalised, the asker's own name already 我
 * @param read what words mean when they are the asker's own
 * @returns undefined where nobody else's affair is touched
 */
export function others(text: string, context: Context, read: Read): readonly Intent[] | undefined {
  const follow = followed(text, context);
  if (follow) return follow;
  // 绑定 王小明 A1024: one's own name beside one's own number.
  if (/^(?:我要?|请|麻烦|我想)?绑定(?![一下给]*[小老他她])/u.test(text) || context.pending?.is === 'bind')
    return undefined;
  const people = peopleIn(text, context.names ?? []).slice(0, MOST_PEOPLE);
  if (people.length === 0) return undefined;
  const signed = sign(text, people);
  if (!/[^\uE000-\uE0FF\p{P}\s]/u.test(signed.text)) return onlyNamed(signed, context);
  const parts = told(signed);
  const theirs = parts.filter(({ whose }) => whose === 'other' || whose === 'both');
  if (theirs.length === 0) return isStrangerOnly(signed, parts) ? orAsked(text, read) : undefined;
  const denied = takenBack(signed, context);
  if (denied) return denied;
  if (isFreeAnswer(context) && !theirs.some(({ isAsked }) => isAsked) && !YEAR.test(signed.text)) return undefined;
  if (isPolicy(signed, theirs)) return orAsked(text, read);
  return divided(signed, parts, context, read);
}

/** Persons of one message that are told apart. */
const MOST_PEOPLE = 24;

/** 小许 and no more: whom we asked about, or an answer to something else. */
const onlyNamed = ({ people }: Signed, { other, awaiting }: Context): readonly Intent[] | undefined =>
  other !== undefined && awaiting === null && people[0]?.is === 'named'
    ? [{ is: 'other', who: people[0].said, wants: other.wants }]
    : undefined;

/** Every clause with whose it is; one that names nobody goes on about whom the one before it was. */
function told(signed: Signed): readonly Clause[] {
  const isAll = (i: number): boolean => signed.people[i]?.is === 'all';
  let before: Clause | undefined;
  const parts = clausesOf(signed).map((text) => {
    const own = whoseIs(text, isAll);
    const goesOn = own.whose === 'open' && before?.whose === 'other';
    const clause = goesOn && before ? { ...own, whose: 'other' as const, of: before.of } : own;
    if (clause.whose !== 'open') before = clause;
    return clause;
  });
  // 怎么补最快，我是说小许: all of it was about her.
  const meantAt = parts.findIndex(({ text }) => MEANT.test(text));
  const whom = parts[meantAt]?.of ?? [];
  return parts.map((part, i) => (i < meantAt && part.whose === 'open' ? { ...part, whose: 'other', of: whom } : part));
}
const MEANT =
  /(?:我|咱)(?:是)?(?:说|问|指)的?是?[\uE000-\uE0FF]|^(?:都|其实|应该)?是[\uE000-\uE0FF](?:们)?(?:自己)?(?:去|听|参加|学|做|考|发)[^,，。]{0,4}的?[。 ]*$/u;
/** 我们俩都报上: asked for all who were named. */
const FOR_ALL = /(?:俩|都|也)[^,，。]{0,6}(?:报|登记|记上|录|填|登上)|帮(?:我们|咱们)/u;
const AMOUNTS = /[\d一二两三四五六七八九十半]\s*个?(?:小时|学时|学?分|天|次)/u;

/** Mine is read as mine, theirs as what is wanted of theirs. */
function divided(
  signed: Signed,
  parts: readonly Clause[],
  context: Context,
  read: Read,
): readonly Intent[] | undefined {
  const { people } = signed;
  const inWords = (text: string, instead?: string): string => plain({ text, people }, instead);
  const theirs = parts.filter(({ whose }) => whose === 'other' || whose === 'both');
  const own = parts.filter(({ whose }) => whose === 'me' || whose === 'both');
  // What nobody is named in is mine where it asks about the rules, or where all that came before is.
  const open = parts.filter((part) => isAside(part, read, inWords));
  const mineParts = parts.filter((part) => own.includes(part) || open.includes(part) || part.whose === 'open');
  const mineText = mineParts.map((part) => mineOf(part, inWords)).join('');
  const mine = own.length + open.length > 0 || mineParts.length > 0 ? meant(mineText, parts, inWords, read) : [];
  const their = theirs.filter((part) => !open.includes(part));
  const isAsked = their.some((one) => one.isAsked) || FOR_ALL.test(signed.text);
  const heard = wishOf(their, inWords, read);
  const isTold =
    mine.some(({ is }) => is === 'report' || is === 'set') && their.some(({ text }) => isAsked || AMOUNTS.test(text));
  const wants = heard ?? (isTold ? 'report' : undefined);
  const isPassing = mine.length > 0 && !isAsked && isThin(their, inWords, read);
  if (isPassing || (!isAsked && their.every(({ whose }) => whose === 'both')))
    return own.length > 0 && their.some(({ whose }) => whose === 'other') ? mine : undefined;
  if (wants === undefined)
    return mine.length > 0 && touches(read(inWords(signed.text))) ? mine : passed(signed, their, context, read);
  return [...mine, ...wishes(who(their, signed, context), wants, context)];
}

/** Nothing that we know is wanted of theirs; still, nothing of it may become the asker's. */
function passed(signed: Signed, their: readonly Clause[], context: Context, read: Read): readonly Intent[] | undefined {
  const intents = read(plain(signed));
  const wish = intents.map(wishIn).find((one) => one !== undefined);
  return wish === undefined ? undefined : wishes(who(their, signed, context), wish, context);
}

/** A clause that goes on after theirs and only asks what the documents say. */
function isAside(part: Clause, read: Read, inWords: (text: string) => string): boolean {
  if (part.whose !== 'other' || /[\uE000-\uE0FF]/u.test(part.text) || OWN_STATE.test(part.text) || YEAR.test(part.text))
    return false;
  const intents = read(inWords(part.text));
  return /学分|几分|多少|规定|最多|截止/.test(part.text) && intents.every(({ is }) => is === 'ask');
}

/** The asker's part of a clause in which both are named: 小许和我各3小时 → 我各3小时. */
const mineOf = ({ text, whose }: Clause, inWords: (text: string) => string): string =>
  inWords(
    whose === 'both'
      ? text.replace(/[\uE000-\uE0FF](?:和|跟|与|、)(?=我)|(?<=我)(?:和|跟|与|、)[\uE000-\uE0FF]/gu, '')
      : text,
  );

const EMPTY: ReadonlySet<Intent['is']> = new Set(['unclear', 'small-talk', 'help', 'ask']);
const touches = (intents: readonly Intent[]): boolean => intents.some(({ is }) => !EMPTY.has(is));

/** What the asker's own part means; 我也去了 is told of what the others did. */
function meant(
  text: string,
  parts: readonly Clause[],
  inWords: (text: string, instead?: string) => string,
  read: Read,
): readonly Intent[] {
  if (!/[\p{L}\d]/u.test(text)) return [];
  if (/^(?:那|还有)?(?:我|咱)(?:自己)?呢[?？!！。 ]*$/u.test(text.trim()))
    return parts.some((p) => YEAR.test(p.text)) ? read('我还差几分') : [];
  const heard = read(text).filter(({ is }) => is !== 'unclear' && is !== 'small-talk');
  // 我替她问一下: only the way to ask.
  const intents = heard.every(({ is }) => is === 'ask') && !POLICY.test(text) ? [] : heard;
  const isReport = intents.some(({ is }) => is === 'report' || is === 'set');
  if (!isReport && /(?:我|咱)(?:也|都|同样)?(?:去|听|参加|在|上|学)/u.test(text) && !/我[^,，。]{0,3}没/u.test(text)) {
    const whole = parts
      .filter(({ isAsked }) => !isAsked)
      .map((part) => inWords(part.text, '我'))
      .join('');
    const same = read(whole.replace(/我没[^,，。]*[,，。]?/gu, ''));
    if (same.some(({ is }) => is === 'report')) return same;
  }
  return intents;
}

/** 小许也去了, beside what is the asker's: said in passing. */
function isThin(their: readonly Clause[], inWords: (text: string, instead?: string) => string, read: Read): boolean {
  const text = their.map((part) => part.text).join('');
  if (/[差缺欠够]|达标|几|多少|[?？]|吗|呢|帮|替|代/u.test(text) || AMOUNTS.test(text)) return false;
  if (/没(?:有)?(?:去|听|参加|来|空)/u.test(text)) return true;
  return (
    /[\uE000-\uE0FF][^,，。]{0,3}(?:也|没|不|都|在|听|主持|讲)/u.test(text) &&
    !read(inWords(text, '我')).some(
      (one) => one.is === 'report' && one.activities.some((a) => a.fields.date !== undefined),
    )
  );
}

/** What is wanted of theirs. */
function wishOf(
  their: readonly Clause[],
  inWords: (text: string, instead?: string) => string,
  read: Read,
): OtherWish | undefined {
  const text = their.map((part) => part.text).join('');
  if (REMIND.test(text) && !/(?:让|叫|通知)[\uE000-\uE0FF][^,，。]{0,4}(?:帮|替)/u.test(text)) return 'remind';
  if (STATE.test(text)) return 'requests';
  if (CHANGE.test(text)) return 'change';
  if (APPLY.test(text)) return 'apply';
  if (PROFILE.test(text)) return 'profile';
  if (RECORDS.test(text)) return 'records';
  const isForThem = REPORT.test(text);
  if (YEAR.test(text) && !(isForThem && /报|登记|记上|录/u.test(text))) return 'year';
  if (isForThem) return /查|看|问/u.test(text) ? 'year' : 'report';
  const heard = read(
    inWords(text, '我')
      .replace(/^(?:麻烦|请|帮忙?|能不能|可以|你|您|一?下)+/u, '')
      .trim(),
  );
  return heard.map(wishIn).find((wish) => wish !== undefined);
}

/** What an intent of one's own would be a wish for, were it somebody else's; what is not here is nobody's. */
const WISHES: { readonly [is in Intent['is']]?: OtherWish } = {
  report: 'report',
  set: 'report',
  request: 'apply',
  withdraw: 'change',
  'withdraw-request': 'change',
  amend: 'change',
  profile: 'change',
  leave: 'change',
  bind: 'change',
  unbind: 'change',
};
const OF_YEAR: { readonly [what in ProgressWhat]?: OtherWish } = {
  short: 'year',
  enough: 'year',
  deadline: 'year',
  plan: 'year',
  ledger: 'records',
  requests: 'requests',
  profile: 'profile',
};
function wishIn(intent: Intent): OtherWish | undefined {
  if (intent.is === 'other') return intent.wants;
  return intent.is === 'progress' ? OF_YEAR[intent.what] : WISHES[intent.is];
}

/** Whom it is about, as written; 她 is who was named before. */
function who(their: readonly Clause[], { people }: Signed, context: Context): Pick<Person, 'said' | 'is'> {
  const named = their.flatMap(({ of }) => of).map((i) => people[i]);
  const best = named.find((one) => one !== undefined && one.is !== 'pronoun');
  if (best) return best;
  const before = [...people].find(({ is }) => is === 'named' || is === 'near' || is === 'office');
  if (before) return before;
  if (context.other !== undefined) return { said: context.other.who, is: 'named' };
  return named[0] ?? { said: '', is: 'pronoun' };
}

/** 全科达标了没 is a question about the unit, and nobody's alone. */
function wishes({ said, is }: Pick<Person, 'said' | 'is'>, wants: OtherWish, _context: Context): readonly Intent[] {
  if (is === 'all' && (wants === 'year' || wants === 'records')) return [{ is: 'progress', what: 'unit' }];
  const other: Other = { is: 'other', who: said, wants };
  return [other];
}

/** 护士长要多少分, 我表姐在福州…合理吗: the rules are asked about. */
function isPolicy({ text, people }: Signed, theirs: readonly Clause[]): boolean {
  if (OWN_STATE.test(text) && !/合理吗|合规|真的|规定/u.test(text)) return false;
  if (/(?:帮|替|代|给)[\uE000-\uE0FF][^,，。]{0,8}(?:报|登记|记上|录)/u.test(text)) {
    const isGeneral = theirs.every(({ of }) => of.every((i) => people[i]?.is === 'all' || people[i]?.said === '同事'));
    return isGeneral && !/\d|昨|前天|上周|上个?月|今天/u.test(text) && /[吗?？]|能不能|可不可以/u.test(text);
  }
  if (theirs.some(({ isAsked }) => isAsked) || REMIND.test(text) || !POLICY.test(text)) return false;
  const isNamed = theirs.some(({ of }) => of.some((i) => people[i]?.is === 'named'));
  const isBareSum = /(?:要|需要?|该|得|一次|每次|各|记|算|计|给)(?:修|学|拿|完成)?(?:满|够)?(?:多少|几)/u.test(text);
  if (!isBareSum) return true;
  return !isNamed && (theirs.every(({ of }) => of.every((i) => people[i]?.marked === false)) || TOLD_OF.test(text));
}

/** A message that names people but is nobody's: what the rules say is asked, or nothing. */
const isStrangerOnly = ({ text }: Signed, parts: readonly Clause[]): boolean =>
  POLICY.test(text) &&
  /[吗?？]|能不能|可不可以|假的|多少|几/u.test(text) &&
  !/我|咱|本人/u.test(text) &&
  parts.length > 0;

/** As a question for the documents, where it would touch the asker's own year. */
function orAsked(text: string, read: Read): readonly Intent[] | undefined {
  return read(text).every(({ is }) => EMPTY.has(is)) ? undefined : [{ is: 'ask', question: text.slice(0, 300) }];
}

/** Slots that are answered with words of any kind, names among them. */
const FREE: ReadonlySet<string> = new Set([
  'name',
  'organiserName',
  'place',
  'course',
  'project',
  'institution',
  'reason',
  'content',
  'proof',
  'source',
]);
const isFreeAnswer = ({ awaiting }: Context): boolean => awaiting !== null && FREE.has(awaiting);

const DID = '(?:听|去|参加|学|上课|上的|看|修|做|发|拿|考)';
const NOT_ME = new RegExp(
  `不是我|[这那]?[个条次张份]?(?:是|都是|其实是|应该是)[\\uE000-\\uE0FF](?:们)?(?:的(?![^,，。]{0,2}[课讲])|自己的|${DID})|[记报登弄]错人`,
  'u',
);

/** 不是我，是小许听的: what stands open, or was just recorded, was not the asker's. */
function takenBack(signed: Signed, context: Context): readonly Intent[] | undefined {
  if (!NOT_ME.test(signed.text) || /[?？]|吗/u.test(signed.text)) return undefined;
  if (!new RegExp(`[\\uE000-\\uE0FF](?:们)?(?:自己)?(?:的|${DID})`, 'u').test(signed.text)) return undefined;
  const other: Other = {
    is: 'other',
    who: signed.people.find(({ is }) => is !== 'pronoun')?.said ?? signed.people[0]?.said ?? '',
    wants: 'report',
  };
  if (context.drafts.length > 0) return [{ is: 'cancel' }, other];
  if (context.last.length > 0 && !/\d|昨|上周/u.test(signed.text)) return [{ is: 'withdraw' }, other];
  return undefined;
}

/** After a word about somebody: 那我呢 is the asker again, 明细呢 is still theirs. */
function followed(text: string, { other }: Context): readonly Intent[] | undefined {
  if (other === undefined || text.length > 14) return undefined;
  const bare = text.replace(/[?？!！。~ ]+$/u, '');
  if (/^(?:那|那么)?(?:我|咱)(?:自己)?(?:的)?(?:呢|咋样|怎么样)$/u.test(bare))
    return [{ is: 'progress', what: 'short' }];
  const picked = other.among?.find(({ unit }, i) => {
    const said = bare.replace(/^(?:是|我说的?是|就是)|(?:那个|那位|的|吧)+$/gu, '');
    return said !== '' && (unit.includes(said) || said === `第${'一二三四五六七八九'[i]}个` || said === String(i + 1));
  });
  if (picked) return [{ is: 'other', who: other.who, wants: other.wants, id: picked.id }];
  if (/^(?:那|那么)?(?:明细|记录|台账)(?:呢|看看)?$/u.test(bare) && bare !== '明细' && bare !== '记录')
    return [{ is: 'other', who: other.who, wants: 'records' }];
  return undefined;
}
