/** The ground for 免修 that is no activity: the unit's word alone decides it. */
export const EMERGENCY = '突发公共卫生事件中符合免修规定';

/** Fujian's six conditions for 免修, in short; `value` is what the request keeps. */
export const EXEMPTIONS: readonly (readonly [value: string, label: string])[] = [
  ['进修、援外 6 个月及以上', '进修、援外满6个月'],
  ['学历班、自学考试当年两科以上合格', '学历班、自考两科合格'],
  ['在职攻读硕、博士', '在职读硕、博'],
  ['住培、专培、助理全科、转岗培训', '住培、专培、转岗培训'],
  ['省级以上成果奖前三名或市厅级以上课题负责人', '成果奖前三或课题负责人'],
  [EMERGENCY, '突发公卫事件'],
];
