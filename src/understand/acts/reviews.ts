const LEAD = '(?:我)?(?:要|想|帮我|给我|请)?(?:看|查|处理|办|审|审核|审批)?(?:一?下|一看)?';
/** 待审核, 有几条待审核, 有什么要我审的: what waits for one's decision. */
const REVIEWS = new RegExp(
  `^${LEAD}(?:现在|还)?(?:有)?(?:几|多少|哪些|什么)?(?:条|个|份)?(?:的)?(?:(?:待|等待|需要|要)(?:我)?(?:审核|审批|核实|处理|审)的?(?:申请|申报|列表|名单|记录|资料|事项|东西)*(?:有哪些|有几条|有多少|有吗)?|待办(?:审核|审批)?|审核列表)[吗呢]?[?？。.!！~ ]*$`,
);

export const asksReviews = (text: string): boolean => text.length <= 20 && REVIEWS.test(text);
