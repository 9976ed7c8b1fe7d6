/** What stands on buttons that do something; a button that answers a question says the value (`valueName`). */
export const CHANGE = '改一下';
export const CONFIRM = '确认登记';
export const DROP = '不报了';
export const SUBMIT = '确认提交';
export const DROP_REQUEST = '不申请了';
export const WITHDRAW = '确认撤回';
export const KEEP = '不撤了';
export const YES = '确认';
export const LEAVE_AS_IT_IS = '不改了';
/** A recorded activity to choose from. */
export const NTH = (n: number): string => `第 ${n} 条`;
/** All three conditions of a secondment in one press. */
export const REGULAR = '都是（单位批准、脱产、去上级医院）';
/** When a self-study plan was handed in. */
export const PLAN_FILED = { inTime: '第一季度交的', late: '之后才交的', never: '没有交' } as const;
