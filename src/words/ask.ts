/** How we ask: one short question per field, with words for its buttons. Chinese only. */

import { typeWord, valueWord } from '../catalogue/kinds.ts';
import { show, showPlainDay } from '../chinese/say.ts';
import type { FieldValue } from '../types/index.ts';

/** A province by its name, where it has one for us. */
export const provinceNamed = (name: string | undefined): string => name ?? '本省';

/** The name of a type as we say it. */
export const typeName = (type: string | undefined): string =>
  type === undefined || type === '' ? '这项活动' : typeWord(type);

const ASK: { readonly [field: string]: string } = {
  type: '这属于哪一类活动？',
  date: '是哪一天？比如“11月17号”“上周三”。',
  from: '从哪天开始、到哪天结束？',
  to: '到哪天结束？',
  level: '是国家级、省级还是市级的？',
  role: '您是听课的学员，还是主讲？',
  hours: '一共多少小时（学时）？',
  form: '是理论讲座，还是手术示范、病例讨论这类实践？',
  kind: '是带教，还是授课？',
  journal: '期刊是哪一级？',
  rank: '您排第几？',
  corresponding: '您是通讯作者吗？',
  review: '是综述吗？',
  grade: '是几等奖？',
  credits: '多少学分？',
  publishedCredits: '公布的学分是多少？',
  chars: '大概多少字？',
  fullDays: '有几天学满了 6 小时？',
  remote: '是线上（远程）的，还是线下面授？',
  passed: '考核合格了吗？',
  approved: '是单位批准的吗？',
  fullTime: '是脱产的吗？',
  target: '去的是上级医院，还是同级医院？',
  filed: '开展前向卫生健康局报备过吗？',
  organiser: '是谁组织的？',
  count: '一共几次？',
  sessions: '一共几次？',
  course: '是哪一门课？',
  certificate: '拿到合格证书了吗？',
  certificates: '当年拿到几科合格证书？',
  firstEdition: '是首次出版吗？',
  translation: '是编译的吗？',
  serviceInvention: '是职务发明吗？',
  transformed: '已经转化了吗？',
  leads: '您是牵头制定的吗？',
  enforced: '被卫生健康行政部门引用并要求执行了吗？',
  adopted: '被市级及以上政府部门采纳或领导批示了吗？',
  planFiled: '自学计划是什么时候交的？',
  withinProgramme: '是在规定的学制（培训）年限之内吗？',
  programme: '是哪种培训？',
  degree: '读的是什么学位？',
  task: '是什么任务？',
  source: '证书是哪里发的？',
  docs: '会议通知、车票、学分证明都有吗？',
  host: '是外省举办的吗？',
  granted: '免修批下来了吗？',
  authority: '是哪个市卫健委定的？',
  project: '课题叫什么名字？',
  province: '您在哪个省？',
  title: '您是什么职称？',
  institution: '您单位是哪一级的？',
  profession: '您是哪个专业的，医、护、药还是技？',
  name: '怎么称呼您？',
};

const BY_TYPE: { readonly [key: string]: string } = {
  'paper.date': '是哪个月发表的？',
  'paper.rank': '您是第几作者？',
  'research-grant.date': '是哪个月立项的？',
  'research-grant.level': '课题是哪一级的？',
  'research-grant.rank': '您在课题组里排第几？',
  'award.date': '是哪个月获奖的？',
  'award.level': '奖项是哪一级的？',
  'award.rank': '您是第几完成人？',
  'patent.date': '转化合同是哪天签的？',
  'standard.date': '是哪个月批准发布的？',
  'standard.level': '是国家标准、行业标准、地方标准，还是国家级指南？',
  'standard.approved': '通过相应机构批准了吗？',
  'standard.rank': '您是第几起草人？',
  'book.date': '是哪个月出版的？',
  'book.role': '您是主编、副主编、编委，还是参编？',
  'book.kind': '是学术专著、教材，还是科普书？',
  'book.chars': '您自己写了多少字？',
  'teaching.hours': '一共多少小时？',
  'practice.role': '您是参加，还是主讲？',
  'exam-setting.level': '是哪一级的考试？',
  'contest.level': '是哪一级的竞赛？',
  'outreach-media.level': '发表在哪一级的平台？',
  'public-course.hours': '学了多少学时？',
  'public-course.credits': '得了多少学分？',
  'certified-credit.credits': '证书上写的是多少学分？',
  'certified-credit.date': '证书是哪天的？',
  'self-study.credits': '单位评估给了多少学分？',
  'self-study.approved': '自学计划经单位同意了吗？',
  'self-study.date': '单位是哪天评估的？',
  'degree-study.passed': '学校规定的考核通过了吗？',
  'graduate-study.passed': '学校规定的考核通过了吗？',
  'review-writing.date': '是哪天交的？',
  'translation.date': '是哪个月发表的？',
  'survey-report.date': '是哪个月的报告？',
  'required-course.date': '合格证书是哪天的？',
  'mandated-task.approved': '是政府要求的援派任务吗？',
};

/** What we ask for a field. `named` = the activity, said when there are several. */
export function ask(field: string, type: string | undefined, named?: string): string {
  const words = BY_TYPE[`${type ?? ''}.${field}`] ?? ASK[field] ?? '这一项还需要您补充一下，是什么情况？';
  return named ? `${named}：${words}` : words;
}

const BUTTONS: { readonly [key: string]: string } = {
  'role.participant': '听课（参加者）',
  'role.lecturer': '主讲',
  'passed.true': '合格',
  'passed.false': '没通过',
  'remote.true': '线上',
  'remote.false': '线下',
  'mandated-task.approved.true': '是政府要求的',
  'mandated-task.approved.false': '不是',
  'standard.approved.true': '已批准发布',
  'standard.approved.false': '还没批准',
  'approved.true': '单位批准的',
  'approved.false': '没经单位批准',
  'fullTime.true': '脱产',
  'fullTime.false': '不脱产（含半脱产）',
  'filed.true': '报备过',
  'filed.false': '没报备',
  'certificate.true': '拿到了',
  'certificate.false': '还没有',
  'transformed.true': '已转化',
  'transformed.false': '还没有',
  'firstEdition.true': '首次出版',
  'firstEdition.false': '再版',
  'leads.true': '牵头',
  'leads.false': '参与',
  'corresponding.true': '是通讯作者',
  'corresponding.false': '不是',
  'review.true': '综述',
  'review.false': '论著',
  'level.local': '地方标准',
  'level.industry': '行业标准',
  'level.national-guideline': '国家级指南',
  'form.theory': '理论',
  'form.practice': '实践',
  'target.higher': '上级医院',
  'target.peer': '同级医院',
  'degree.doctor': '博士',
  'degree.master': '硕士',
  'degree.bachelor': '本科',
  'degree.associate': '大专',
  'organiser.own': '本单位',
  'organiser.alliance': '医共体、医联体',
  'organiser.other': '其他单位',
  'programme.resident': '住院医师规培',
  'programme.fellow': '专科医师规培',
  'programme.assistant-gp': '助理全科',
  'programme.gp-conversion': '全科转岗',
  'source.福建省药师协会': '福建省药师协会',
  'title.junior-assistant': '士级',
  'title.junior': '初级（师）',
  'title.mid': '中级',
  'title.senior': '副高及以上',
  'title.none': '没有职称',
  'institution.province': '省级医院',
  'institution.prefecture': '市（州）级医院',
  'institution.county': '县（区）级医院',
  'institution.township': '乡镇卫生院',
  'institution.community': '社区卫生服务中心',
  'institution.village': '村卫生室',
  'institution.clinic': '诊所',
  'institution.school': '学校',
  'level.group': '团体标准',
};

/** A value as a button or a card shows it. Never an internal word: what has no Chinese is said as 其他. */
export function valueName(field: string, value: FieldValue, type?: string): string {
  const own = BUTTONS[`${type ?? ''}.${field}.${String(value)}`] ?? BUTTONS[`${field}.${String(value)}`];
  if (own) return own;
  if (value === null) return '不清楚';
  if (field === 'type') return typeName(String(value));
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return quantity(field, value);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return showPlainDay(value);
  if (Array.isArray(value)) return value.map((v) => valueName(field, v)).join('、');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([k, v]) => `${k}年${valueName(field.replace('ByYear', ''), v)}`)
      .join('，');
  const words = valueWord(field, value);
  return /^[a-z][a-z-]+$/.test(words) ? '其他' : words;
}

const UNITS: { readonly [field: string]: string } = {
  hours: ' 小时',
  fullDays: ' 天',
  chars: ' 字',
  credits: ' 学分',
  publishedCredits: ' 学分',
  count: ' 次',
  sessions: ' 次',
  certificates: ' 科',
};

function quantity(field: string, value: number): string {
  if (field === 'rank') return `排第 ${show(value)}`;
  return `${show(value)}${UNITS[field] ?? ''}`;
}
