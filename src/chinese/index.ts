/**
 * Chinese as anybody writes it: numbers, days, stretches, places, names, 不清楚, and how a day and a number are said. It knows
 * nothing of credits, courses or hospitals: words of the trade that matter to a pattern are handed in.
 */

export { dateReader } from './dates/reader.ts';
export type { Trade } from './dates/trade.ts';
export type { When } from './dates/when.ts';
export { COMMON, COMPOUND, isMostlyWord, surnameAt, TITLES, type Word, wordsOf } from './names.ts';
export { bareNumber, findDays, findSpan, NUM, normalise, parseNumber, round } from './numbers.ts';
export {
  citiesIn,
  placeName,
  provinceOf,
  provinceOfCity,
  provincesIn,
  readProvinceWord,
  withoutPlaces,
} from './places.ts';
export { showDay, showPlainDay } from './say.ts';
export { scrub } from './scrub.ts';
export { saysUnknown } from './unknown.ts';
