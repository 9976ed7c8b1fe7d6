/** Days as people of this trade write them: src/chinese/dates with the words of reports in hand. */

import { dateReader, type Trade } from '../../chinese/index.ts';

/** What hospitals, courses and credits have to do with a day. */
export const TRADE: Trade = {
  measures: '学(?!完|习|了)|课',
  places: '病|院(?![里内级])|技|手术',
  stays: '进修|学习|培训|脱产|支援|带教|在职读[研博]',
  terms: '[期学训修习班程孕产]',
  doings: '公需|义诊|带教|命题|竞赛|论文|证书|继教|[院参听讲去在省国市我科做发拿获出交开上带]|学',
};

export const { findDates, clashOf, windowOf, within, spellDays } = dateReader(TRADE);
