import { createHash } from 'node:crypto';
import { addDays } from '../days.ts';
import { creditYear, type Rulesets } from '../rules/index.ts';
import type { Store, Write } from '../store/index.ts';
import type {
  Activity,
  Day,
  FieldValue,
  GapReason,
  Instant,
  Institution,
  Member,
  Province,
  Title,
} from '../types/index.ts';

/**
 * Invented hospitals, one in each province, so that a first visitor finds somebody to be. Every name is made up. Loaded
 * only by `npm start` into an empty folder of their own (place.ts), and marked as demo everywhere.
 */
type Told = { readonly type: string; readonly ago: number } & { readonly [field: string]: FieldValue };

interface DemoPerson {
  readonly name: string;
  readonly title: Title;
  readonly profession?: string;
  readonly flags?: readonly string[];
  /** Where it is not the hospital itself: the village clinics of its community. */
  readonly institution?: Institution;
  readonly isManager?: boolean;
  /** What else the hospital has given them to do. */
  readonly duties?: Pick<Member, 'administrator' | 'auditor'>;
  /** What is on record: days ago, type, fields. */
  readonly did?: readonly Told[];
}

interface DemoHospital {
  readonly province: Province;
  readonly institution: Institution & { readonly name: string };
  readonly unit: string;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly people: readonly DemoPerson[];
}

const project = (ago: number, hours: number, level = 'provincial'): Told => ({
  type: 'cme-project',
  ago,
  level,
  role: 'participant',
  hours,
  passed: true,
  remote: false,
});
const lectures = (ago: number, sessions: number): Told => ({
  type: 'internal-training',
  ago,
  form: 'theory',
  role: 'participant',
  sessions,
  organiser: 'own',
  filed: true,
});
const common = (ago: number, credits: number): Told => ({ type: 'public-course', ago, credits, remote: true });
const commonHours = (ago: number, hours: number): Told => ({ type: 'public-course', ago, hours, passed: true });
const paper = (ago: number): Told => ({ type: 'paper', ago, journal: 'core', rank: 1 });
const certificate = (ago: number, credits: number): Told => ({ type: 'certified-credit', ago, credits, remote: false });
const evaluated = (type: 'practice' | 'self-study', ago: number, credits: number): Told => ({
  type,
  ago,
  credits,
  planFiled: true,
  approved: true,
});
const professional = (ago: number, hours: number): Told => ({ type: 'professional-hours', ago, hours });
const teaching = (ago: number, kind: 'mentoring' | 'lecturing', hours: number): Told => ({
  type: 'teaching',
  ago,
  kind,
  hours,
});
/** A stay of so many days that ended so many days ago. */
const secondment = (ago: number, days: number): Told => ({
  type: 'secondment',
  ago,
  days,
  approved: true,
  fullTime: true,
  passed: true,
  target: 'higher',
});

const village = (name: string): Institution => ({ name, level: 'village', kind: 'clinic' });

/** Days back from the day of the first start; clipped to the credit year. */
const HOSPITALS: readonly DemoHospital[] = [
  {
    province: 'zhejiang',
    institution: { name: '青禾县人民医院（虚构）', level: 'county', kind: 'hospital' },
    unit: '医共体',
    contact: { name: '科教科 方敏', phone: '0000-1001' },
    people: [
      {
        name: '方敏',
        title: 'senior',
        profession: 'physician',
        isManager: true,
        did: [project(40, 30), project(90, 30), common(60, 6), lectures(50, 12), paper(120)],
      },
      { name: '沈小禾', title: 'junior-assistant', profession: 'nurse', did: [lectures(20, 10)] },
      { name: '陆一帆', title: 'junior', profession: 'physician', did: [project(30, 9), common(45, 2)] },
      { name: '周若兰', title: 'mid', profession: 'nurse', did: [project(25, 45), lectures(60, 15), common(33, 5)] },
      {
        name: '钱望山',
        title: 'none',
        flags: ['village-doctor'],
        institution: village('青禾县柳湾村卫生室（虚构）'),
        did: [lectures(35, 6)],
      },
    ],
  },
  {
    province: 'shanxi',
    institution: { name: '汾源市中心医院（虚构）', level: 'prefecture', kind: 'hospital' },
    unit: '医联体',
    contact: { name: '继续教育办 郝建华', phone: '0000-1002' },
    people: [
      { name: '郝建华', title: 'senior', profession: 'pharmacist', isManager: true, did: [secondment(20, 95)] },
      {
        name: '武晓梅',
        title: 'junior',
        profession: 'pharmacist',
        did: [project(22, 12), teaching(30, 'mentoring', 12)],
      },
      {
        name: '贾文博',
        title: 'mid',
        profession: 'pharmacist',
        did: [project(35, 30), teaching(26, 'lecturing', 6), paper(40)],
      },
      { name: '申雨晴', title: 'junior-assistant', profession: 'pharmacist' },
      {
        name: '梁大川',
        title: 'none',
        flags: ['village-doctor'],
        institution: village('汾源市石坪村卫生室（虚构）'),
        did: [project(18, 9)],
      },
    ],
  },
  {
    province: 'yunnan',
    institution: { name: '澜溪县中医医院（虚构）', level: 'county', kind: 'hospital' },
    unit: '医共体',
    contact: { name: '护理部 杨春霞', phone: '0000-1003' },
    people: [
      {
        name: '杨春霞',
        title: 'senior',
        profession: 'nurse',
        isManager: true,
        did: [certificate(60, 18), certificate(45, 9)],
      },
      { name: '李阿朵', title: 'junior-assistant', profession: 'nurse', did: [certificate(28, 8)] },
      { name: '段云飞', title: 'junior', profession: 'nurse', did: [certificate(33, 14)] },
      { name: '和雪琴', title: 'mid', profession: 'nurse', did: [certificate(70, 10), certificate(40, 6)] },
      {
        name: '普建国',
        title: 'none',
        flags: ['village-doctor'],
        institution: village('澜溪县云岭村卫生室（虚构）'),
        did: [certificate(50, 10)],
      },
    ],
  },
  {
    province: 'fujian',
    institution: { name: '榕湾区社区卫生服务中心（虚构）', level: 'community', kind: 'hospital' },
    unit: '全科与村站',
    contact: { name: '医务科 林雅文', phone: '0000-1004' },
    people: [
      {
        name: '林雅文',
        title: 'senior',
        profession: 'physician',
        isManager: true,
        did: [certificate(55, 22), commonHours(50, 30)],
      },
      { name: '陈小满', title: 'junior', profession: 'nurse', did: [certificate(24, 9)] },
      { name: '黄志远', title: 'mid', profession: 'physician', did: [certificate(29, 15), commonHours(31, 30)] },
      { name: '郑佳宜', title: 'junior', profession: 'technician', did: [commonHours(42, 30), professional(40, 36)] },
      {
        name: '吴阿水',
        title: 'none',
        flags: ['village-doctor'],
        institution: village('榕湾区下洋村卫生所（虚构）'),
        did: [certificate(21, 4)],
      },
    ],
  },
  {
    province: 'national',
    institution: { name: '北辰示范医院（虚构）', level: 'province', kind: 'hospital' },
    unit: '检验科',
    contact: { name: '教育处 高远', phone: '0000-1005' },
    people: [
      { name: '高远', title: 'senior', profession: 'technician', isManager: true, did: [secondment(30, 100)] },
      { name: '宋晓', title: 'junior-assistant', profession: 'technician', did: [evaluated('self-study', 26, 6)] },
      { name: '唐明月', title: 'junior', profession: 'technician', did: [evaluated('practice', 27, 12)] },
      {
        name: '谢承宇',
        title: 'mid',
        profession: 'technician',
        did: [evaluated('practice', 36, 15), evaluated('self-study', 32, 10)],
      },
      { name: '罗青', title: 'senior', profession: 'technician', duties: { administrator: true, auditor: true } },
    ],
  },
];

/** Invented questions that were not answered, so that a curator's page has something to show. */
const UNANSWERED: readonly (readonly [Province, string, GapReason, string])[] = [
  ['zhejiang', '带教实习生一年能抵几分', 'silent', '浙江的文件里没有写到这一点。'],
  ['zhejiang', '带实习生有学分抵吗', 'silent', '浙江的文件里没有写到这一点。'],
  ['zhejiang', '带教一个实习生算几分', 'disliked', '浙江的文件里没有写到这一点。'],
  ['zhejiang', '学分系统的密码忘了怎么找回', 'silent', '浙江的文件里没有写到这一点。'],
  ['yunnan', '验证的截图要不要盖章', 'silent', '云南的文件里没有写到这一点。'],
  ['yunnan', '截图用不用盖科室的章', 'other', '云南的文件里没有写到这一点。'],
  ['shanxi', '网上买的课能算吗', 'unsure', '让人在几条里选'],
];

/** The invented questions, for taking them away. */
export const INVENTED = UNANSWERED.map(([province, question]) => [province, question] as const);

const idOf = (...parts: readonly (string | number)[]): string =>
  `demo-${createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 10)}`;

/**
 * The rows of the demo, of the provinces that have a ruleset. What is on record lies in the credit year in which `day`
 * lies, so that it counts for the running year.
 */
export function demoWrites(day: Day, at: Instant, rulesets: Rulesets): readonly Write[] {
  const { provinces } = rulesets;
  const writes: Write[] = [];
  for (const hospital of HOSPITALS.filter(({ province }) => provinces.includes(province))) {
    const { province, institution, contact } = hospital;
    const unit = idOf(province, hospital.unit);
    const first = creditYear(rulesets, province, day).from;
    writes.push({
      is: 'unit',
      unit: { id: unit, name: hospital.unit, institution: institution.name, province, contact, demo: true },
    });
    hospital.people.forEach((person, i) => {
      const id = idOf(province, person.name);
      const member: Member = {
        id,
        name: person.name,
        province,
        title: person.title,
        institution: person.institution ?? institution,
        unit,
        staffNumber: `${province.slice(0, 2).toUpperCase()}${String(1001 + i)}`,
        demo: true,
        ...(person.profession === undefined ? {} : { profession: person.profession }),
        ...(person.flags === undefined ? {} : { flags: person.flags }),
        ...(person.isManager === true ? { manages: [unit], curator: true } : {}),
        ...person.duties,
      };
      writes.push({ is: 'member', member, origin: 'roster' });
      const within = (back: Day): Day => (back < first ? first : back);
      person.did?.forEach(({ type, ago, days, ...fields }, n) => {
        const end = within(addDays(day, -ago));
        const when = typeof days === 'number' ? { from: within(addDays(end, -days)), to: end } : { date: end };
        const activity: Activity = { id: `${id}-${n}`, type, ...when, ...fields };
        writes.push({
          is: 'entry',
          member: id,
          entry: { activity, status: 'approved', recordedAt: at, attachments: [] },
        });
      });
    });
  }
  for (const [province, question, reason, answered] of UNANSWERED)
    if (provinces.includes(province)) writes.push({ is: 'gap', province, question, reason, answered });
  writes.push({ is: 'setting', key: 'demo', value: true });
  return writes;
}

/** Fills an empty database with the demo, in one transaction. */
export async function loadDemo(store: Store, day: Day, at: Instant, rulesets: Rulesets): Promise<void> {
  await store.commit({ at, writes: demoWrites(day, at, rulesets) });
}
