import type { Kind } from '../kind.ts';

/** What is done for others, and learning alone. */
export const SERVICE: { readonly [name: string]: Kind } = {
  'self-study': {
    name: '自学',
    shape: 'event',
    words: ['自学', '自学计划'],
    fields: ['credits', 'planFiled', 'approved'],
    ask: { credits: '单位评估给了多少学分？', approved: '自学计划经单位同意了吗？', date: '单位是哪天评估的？' },
    goesOn: true,
    beside: ['review-writing'],
    plan: { remote: 'never', inHouse: true },
  },
  teaching: {
    name: '带教、授课',
    shape: 'event',
    words: ['带教', '带实习生', '授课'],
    fields: ['kind', 'hours'],
    ask: { hours: '一共多少小时？' },
    offers: { kind: ['mentoring', 'lecturing'] },
    sameDay: true,
    beside: ['training-programme'],
    plan: { remote: 'never', inHouse: true },
  },
  'exam-setting': {
    name: '考试命题',
    shape: 'event',
    words: ['命题', '出题'],
    fields: ['level', 'count'],
    ask: { level: '是哪一级的考试？' },
  },
  contest: {
    name: '技能竞赛',
    shape: 'event',
    words: ['技能竞赛', '竞赛', '比武'],
    fields: ['level', 'count'],
    ask: { level: '是哪一级的竞赛？' },
    beside: ['award'],
  },
  'outreach-media': {
    name: '科普文章、视频',
    shape: 'event',
    words: ['科普文章', '科普视频'],
    fields: ['level', 'count'],
    ask: { level: '发表在哪一级的平台？' },
    beside: ['paper'],
    plan: { remote: 'never', inHouse: true, level: 'institutional' },
  },
  'outreach-event': {
    name: '健康讲座、咨询、义诊',
    shape: 'event',
    words: ['义诊', '健康讲座', '健康宣教'],
    fields: ['count'],
    plan: { remote: 'never', inHouse: false },
  },
};
