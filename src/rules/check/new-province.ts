import { bare } from '../format/faults.ts';

/** The first files of a province's folder, from what its document can be seen to say. Pure. */

/** Words of a document with the number or the day that they state. */
export interface Found {
  readonly cite: string;
  readonly number?: number;
  readonly every?: number;
  readonly day?: string;
}

export interface Reading {
  readonly force: Found | undefined;
  readonly year: Found | undefined;
  readonly total: Found | undefined;
  readonly public: Found | undefined;
  readonly project: Found | undefined;
  /** Other sentences that give credits by hours: the first one may not be for every level. */
  readonly others: readonly string[];
}

const NOTHING: Partial<Reading> = {};

const pad = (text: string): string => text.padStart(2, '0');

function dayIn(text: string): string | undefined {
  const found = /(\d{4})年(\d{1,2})月(\d{1,2})日/u.exec(text);
  return found ? `${found[1]}-${pad(found[2] ?? '')}-${pad(found[3] ?? '')}` : undefined;
}

/** The sentence (at most 80 characters) around a match, out of the document's text without white space. */
function around(text: string, match: RegExpExecArray): string {
  const from = Math.max(...['。', '；', '！', '？'].map((stop) => text.lastIndexOf(stop, match.index - 1))) + 1;
  const ends = ['。', '；'].map((stop) => text.indexOf(stop, match.index)).filter((at) => at >= 0);
  const sentence = text
    .slice(from, Math.min(text.length, ...ends))
    .replace(/^(?:.{0,30}?第[一二三四五六七八九十百]+章.{0,20}?)?第[一二三四五六七八九十百]+条/u, '');
  return sentence.length <= 80 ? sentence : text.slice(match.index, match.index + match[0].length);
}

/**
 * Looks for the few sentences that every ruleset needs: since when it is in force, what a credit year is, how many
 * credits a year asks for; and two that most have. A proposal for somebody to check, not a reading of the document.
 */
export function readDocument(raw: string): Reading {
  const text = bare(raw);
  const find = (
    pattern: RegExp,
    more: (match: RegExpExecArray) => Omit<Found, 'cite'> = () => ({}),
  ): Found | undefined => {
    const match = pattern.exec(text);
    return match ? { cite: around(text, match), ...more(match) } : undefined;
  };
  const firstDay = dayIn(text);
  const byHours = [...text.matchAll(/每(\d+)个?(?:小时|学时)[^。；]{0,10}?\d+(?:\.\d+)?个?学分/gu)].map((match) =>
    around(text, match),
  );
  const total = find(/每年[^。；]{0,40}?(?:不低于|不少于)(\d+)个?学分/u, (m) => ({ number: Number(m[1]) }));
  return {
    force: find(/(?:自|从)[^。；]{0,40}?(?:施行|实施|执行)/u, (m) => {
      const day = dayIn(m[0]) ?? firstDay;
      return day === undefined ? {} : { day };
    }),
    year:
      find(/[^。；]{0,30}1月1?日?(?:至|到|-|—|－|～|~)[^。；]{0,8}12月[^。；]{0,20}/u) ??
      find(/[^。；]{0,30}(?:自然年|当年度|年度内)[^。；]{0,20}/u) ??
      (total && { cite: total.cite }),
    total,
    public: find(/公需[^。；]{0,30}?(?:不低于|不少于)(\d+)个?学分/u, (m) => ({ number: Number(m[1]) })),
    project: find(/每(\d+)个?(?:小时|学时)[^。；]{0,10}?(\d+)个?学分/u, (m) => ({
      every: Number(m[1]),
      number: Number(m[2]),
    })),
    others: [...new Set(byHours)].slice(1),
  };
}

export interface Draft {
  readonly ruleset: string;
  readonly cases: string;
  readonly readme: string;
  readonly inventory: string;
}

export interface About {
  /** The folder: `jiangsu`. */
  readonly folder: string;
  /** 江苏省. */
  readonly name: string;
  /** Rule ids begin with it: `JS`. */
  readonly prefix: string;
  /** The document under faq/documents/raw, where there is one yet. */
  readonly document: { readonly file: string; readonly sha256: string; readonly text: string } | undefined;
}

const fill = (what: string): string => `〔请填：${what}〕`;
/** Stands behind every row that was proposed; the officer removes it when the row agrees with the document. */
const confirm = (what: string): string => `    # 〔请核对：${what}〕`;
const quoted = (text: string): string => JSON.stringify(text);

/** What the files are written from. */
interface Written {
  readonly about: About;
  readonly read: Reading | undefined;
  /** The first credit year. */
  readonly year: string;
  /** The n-th rule's id. */
  readonly id: (n: number) => string;
}

/** A ruleset that says what was found, each row marked 〔请核对：…〕, with the rest marked 〔请填：…〕, and the files that stand beside it. */
export function draftOf(about: About): Draft {
  const read = about.document ? readDocument(about.document.text) : undefined;
  const year = read?.force?.day?.slice(0, 4) ?? '2026';
  const id = (n: number): string => `${about.prefix}-${pad(String(n))}`;
  const written: Written = { about, read, year, id };
  return {
    ruleset: rulesetOf(written),
    cases: casesOf(written),
    readme: readmeOf(written),
    inventory: inventoryOf(written),
  };
}

function rulesetOf({ about: { folder, name, document }, read, year, id }: Written): string {
  const cite = (found: Found | undefined, what: string): string => quoted(found?.cite ?? fill(what));
  const { force, total, public: subject, project } = read ?? NOTHING;
  const mark = (found: Found | undefined, what: string): string => (found ? confirm(what) : '');
  const levels =
    read && read.others.length > 0
      ? `文件里还有别的按学时给分的话，各级别要分行写：${read.others.map((words) => `「${words}」`).join('')}`
      : '是不是所有级别都这样给分';
  const title = document?.file.replace(/\.[^.]+$/u, '') ?? `${folder}-${year}`;
  return `# ${name}继续医学教育学分规则 —— 规则即数据
# 怎么写见 docs/a-new-province.md。每一行有 id 和 cite（原文的原话，一字不差；空格和换行不计）。
# 凡写着“请填”的地方换成原文的话；没有的那一段整段删掉。凡写着“请核对”的，和原文对过以后把那一处注释删掉。
# 这是草稿，不影响正在运行的服务。全部对完再运行：npm run -s xuefen -- new-province ${folder} --publish
ruleset: ${folder}
name: ${name}
title: ${name}继续医学教育学分规则（${year}）
# 施行：从哪天起；被新版本取代时加 to
force: { from: ${force?.day ?? `${year}-01-01`}, id: ${id(1)}, cite: ${cite(force, '自何日起施行，那句原话')} }${mark(force, '施行日对不对')}
# 评哪些年度：施行日把年度切成两段时，要在 why 里写清楚按哪个版本评
judges:
  years: { from: ${year} }
  id: ${id(1)}
  cite: ${cite(force, '自何日起施行，那句原话')}
  why: ${year} 年度起按本规则评${mark(force, '施行日切开的年度按哪个版本评')}
under: national                      # 本省没有写的，看国家的规定；不需要就删掉
source:
  document: ${title}
  title: ${name}继续医学教育文件      # 改成文件的标题
  # number: 文号
  # issuer: 发文单位
  file: ${document?.file ?? fill('原文的文件名，放在 faq/documents/raw 下')}
  sha256: ${document?.sha256 ?? '0'.repeat(64)}
# 文件里提到、但手上没有的文件；涉及它们的问题回答“不知道”
# absent:
#   - 某某办法

# 学分年度从几月几日开始；跨年的（如 7 月到次年 6 月）写 begins: 07-01, namedBy: end
year: { begins: 01-01, id: ${id(2)}, cite: ${cite(read?.year, '学分年度从何时到何时，那句原话')} }${mark(read?.year, '年度从几月几日到几月几日')}

# 文件没说清的地方：列出说得通的读法和现在采用的读法
# doubts:
#   part-block: { ask: 不满一个计分单位怎么算, at: ${id(4)}, readings: { whole: 只算整单位, exact: 按比例 }, use: whole }

# 谁不考核
# exempt:
#   - { id: ${id(6)}, when: { flags: [resident, fellow] }, cite: "原话", note: 住培、专培期间不考核 }

# 每年要多少；从上往下，用第一条符合的
require:
  total:
    # - { id: ${id(3)}, when: { institution.level: [township, village] }, is: 20, cite: "原话" }
    - { id: ${id(3)}, is: ${total?.number ?? 25}, cite: ${cite(total, '每年不低于多少学分，那句原话')} }${mark(total, '是不是所有人都一样；不一样的在上面加行')}
${
  subject
    ? `  floors:
    public:
      label: 公需科目
      of: [public-course]
      rows:
        - { id: ${id(5)}, is: ${subject.number ?? 0}, cite: ${quoted(subject.cite)} }${confirm('各类人员的公需要求是不是都一样；还有没有别的最低要求')}
`
    : `  # floors:
  #   public: { label: 公需科目, of: [public-course], rows: [ { id: ${id(5)}, is: 5, cite: "原话" } ] }
`
}
# 各类活动怎么给分。for 写活动类型；needs 不满足就不给分；give 从上往下用第一条
# 给分的写法：credits: 2（固定）；per: hours, every: 3, credits: 1（按量）；by: rank, credits: [25, 15, 10]（按排名）；stated: credits（主管部门核定）
award:
${
  project
    ? `  - for: cme-project
    pool: cme-project
    give:
      - { id: ${id(4)}, when: { role: participant }, per: hours, every: ${project.every ?? 3}, credits: ${project.number ?? 1}, part: whole, cite: ${quoted(project.cite)} }${confirm(`${levels}；主讲人、单项上限有没有`)}
`
    : `  # - for: cme-project
  #   pool: cme-project
  #   give: [ { id: ${id(4)}, when: { role: participant }, per: hours, every: 3, credits: 1, part: whole, cite: "原话" } ]
`
}${
  subject
    ? `  - for: public-course
    pool: public-course
    give: [ { id: ${id(5)}, stated: credits, cite: ${quoted(subject.cite)} } ]${confirm('公需科目按什么计分')}
`
    : ''
}${project || subject ? '' : '  []\n'}
# 年度上限（按类）；不封顶写 most: none
pools:
${project ? `  cme-project: { label: 继续医学教育项目, id: ${id(4)}, most: none, cite: ${quoted(project.cite)} }${confirm('有没有年度上限')}\n` : ''}${
  subject ? `  public-course: { label: 公需科目, id: ${id(5)}, most: none, cite: ${quoted(subject.cite)} }\n` : ''
}${project || subject ? '' : '  {}\n'}`;
}

function casesOf({ about: { name }, read, year, id }: Written): string {
  const { total, public: subject, project } = read ?? NOTHING;
  return `# 〔请核对：每一行规则是不是都有案例，数是不是照文件算的〕
# ${name}的案例：文件怎么说，程序就要怎么算。每写一行规则，就加一个没有它就会错的案例。
# do 里的活动依次叫 a、b、c…；gets 依次是年度上限之前各得几分（null = 不计）；expect 写结论。
person: { title: mid, institution: { level: county, kind: hospital }, flags: [] }
year: ${year}
cases:
  - { title: 每年 ${total?.number ?? 25} 分, settles: ${id(3)}, expect: { required: ${total?.number ?? 25}, compliant: false } }
${
  project
    ? `  - { title: 参加项目 ${(project.every ?? 3) * 2} 学时, settles: ${id(4)}, do: [ { type: cme-project, role: participant, hours: ${(project.every ?? 3) * 2}, passed: true } ], gets: [${(project.number ?? 1) * 2}] }\n`
    : ''
}${subject ? `  - { title: 公需科目至少 ${subject.number ?? 0} 分, settles: ${id(5)}, do: [ { type: public-course, credits: 1 } ], gets: [1], expect: { publicRequired: ${subject.number ?? 0} } }\n` : ''}`;
}

function inventoryOf({ about: { document }, read, id }: Written): string {
  const rows = [
    [id(1), read?.force],
    [id(2), read?.year],
    [id(3), read?.total],
    [id(4), read?.project],
    [id(5), read?.public],
  ] as const;
  return `# 〔请核对：是不是从头到尾每一条都在清单里〕
# 文件里的每一条规则：编号、落在哪里（in：rule 规则行、document 文件条款、readme 说明）和原话。\`npm run -s xuefen -- check --coverage\` 列出每一条在哪里落实。把文件从头读到尾，逐条补全。
document: ${document?.file ?? fill('原文的文件名')}
rules:
${rows
  .filter(([, found], i) => found !== undefined || i < 3)
  .map(([rule, found]) => `  - { id: ${rule}, cite: ${quoted(found?.cite ?? fill('原话'))} }\n`)
  .join('')}`;
}

const readmeOf = ({ about: { folder, name }, year }: Written): string => `# ${name}：规则说明

- 规则：\`${year}.yaml\`；案例：\`cases.yaml\`；规则清单：\`inventory.yaml\`。
- 看整页说明：\`npm run -s xuefen -- render ${folder}\`。怎么写：\`docs/a-new-province.md\`。

## 怎么算

〔请填：用几句话写：每年多少分，公需多少，哪些封顶，怎样算一步完成；没有就写“无”〕

## 文件没说清的

〔请填：与 \`doubts\` 一致：哪里没说清，现在怎么读；没有就写“无”〕

## 手上没有的文件

〔请填：与 \`absent\` 一致；没有就写“无”〕

## 没有写成算式、由条款回答的规则

〔请填：清单里有、但没有可算的数的条目，写编号和理由；没有就写“无”〕
`;

/** The lines of a file of a province that still say 〔请填：…〕 or 〔请核对：…〕. */
export function leftOpen(text: string): { readonly line: number; readonly what: string; readonly confirm: boolean }[] {
  return text.split('\n').flatMap((line, i) => {
    const found = /〔请(填|核对)：([^〕]*)〕/u.exec(line);
    return found ? [{ line: i + 1, what: found[2] ?? '', confirm: found[1] === '核对' }] : [];
  });
}
