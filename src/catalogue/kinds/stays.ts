import type { Kind } from '../kind.ts';

/** What lasts: stays elsewhere, tasks, studies, and what is proved by them. */
export const STAYS: { readonly [name: string]: Kind } = {
  secondment: {
    name: '进修',
    shape: 'stay',
    words: ['进修'],
    fields: ['hours', 'fullDays', 'approved', 'fullTime', 'passed', 'target'],
    beside: ['special-training', 'mandated-task'],
    plan: { remote: 'never', inHouse: false },
  },
  'mandated-task': {
    name: '政府指令性任务',
    shape: 'stay',
    words: ['指令性任务', '援疆', '援藏', '援外', '支援基层'],
    fields: ['hours', 'fullDays', 'approved', 'fullTime', 'passed', 'task'],
    ask: { approved: '是政府要求的援派任务吗？' },
    says: { approved: { true: '是政府要求的', false: '不是' } },
    goesOn: true,
  },
  'degree-study': {
    name: '在职学历（学位）教育',
    shape: 'stay',
    words: ['学历教育', '在职本科', '专升本', '函授'],
    fields: ['approved', 'passed', 'hours', 'certificates', 'degree', 'fullTime'],
    ask: { passed: '学校规定的考核通过了吗？' },
    goesOn: true,
    study: true,
  },
  'graduate-study': {
    name: '在职攻读硕、博士',
    shape: 'stay',
    words: ['在职读研', '在职读博', '在职硕士', '在职博士'],
    fields: ['approved', 'passed', 'hours', 'degree', 'withinProgramme', 'fullTime'],
    ask: { passed: '学校规定的考核通过了吗？' },
    goesOn: true,
    study: true,
    beside: ['degree-study'],
  },
  'training-programme': {
    name: '住培、专培等培训',
    shape: 'stay',
    words: ['住培', '规培', '专培', '转岗培训'],
    fields: ['programme', 'approved', 'passed', 'withinProgramme'],
    goesOn: true,
  },
  'self-taught-exam': {
    name: '学历班、自学考试',
    shape: 'event',
    words: ['自学考试', '自考'],
    fields: ['certificates', 'passed'],
  },
  'special-training': {
    name: '专项培训',
    shape: 'stay',
    words: ['专项培训'],
    fields: ['fullDays', 'hours', 'approved', 'fullTime', 'passed', 'certificateNumber'],
    plan: { remote: 'never', inHouse: false },
  },
  'emergency-exemption': {
    name: '突发公共卫生事件免修',
    shape: 'event',
    words: ['突发公共卫生事件免修'],
    fields: ['granted'],
  },
};
