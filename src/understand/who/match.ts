/** Whom of a roster the words for somebody may mean: 许琳, 小许, 许姐, 急诊的赵护士长. Pure. */

import { COMMON, COMPOUND, surnameAt, TITLES } from '../../chinese/index.ts';

/** Somebody of the roster, and the name of their unit. */
export interface Named {
  readonly name: string;
  readonly unit: string;
}

const FAMILY = `(?:${COMPOUND.join('|')}|[${COMMON}])`;
const TITLE = `(?:${TITLES.join('|')})`;
const TITLED = new RegExp(`([\\p{Script=Han}]{1,4}?)${TITLE}$`, 'u');
const NICK = new RegExp(`[小老大阿](${FAMILY})${TITLE}?$`, 'u');
const ELDER = new RegExp(`(${FAMILY})(?:姐|哥|工|总|叔|姨|爷|老)$`, 'u');
/** 小芳, 阿强: by the last character of the name. */
const LAST = /[小阿](\p{Script=Han})$/u;
const TWICE = /(\p{Script=Han})\1$/u;
const OWN = /^(?:我们?|咱们?|俺)(?:家|科|院|组|科室|病区|单位)?(?:里)?的?/u;

/** What the words say of a name, and what stands in front of it. */
function nameIn(who: string): { readonly fits: (name: string) => boolean; readonly at: number } | undefined {
  const nick = NICK.exec(who) ?? ELDER.exec(who);
  if (nick) return { fits: (name) => name.startsWith(nick[1] ?? '\0'), at: nick.index };
  const titled = TITLED.exec(who);
  if (titled) {
    for (let at = Math.max(0, titled[0].length ? who.length - titled[0].length : 0); at < who.length; at += 1) {
      const family = surnameAt(who, at);
      if (family === 0) continue;
      const said = who.slice(at).replace(new RegExp(`${TITLE}$`, 'u'), '');
      if (said.length < family || said.length > family + 2) continue;
      return { fits: (name) => (said.length > family ? name === said : name.startsWith(said)), at };
    }
    return undefined;
  }
  const last = LAST.exec(who) ?? TWICE.exec(who);
  if (last) return { fits: (name) => name.length > 1 && name.endsWith(last[1] ?? '\0'), at: last.index };
  return undefined;
}

/** 急诊的 → 急诊; 我们科的 says nothing of a unit. */
const unitIn = (before: string): string =>
  before
    .replace(OWN, '')
    .replace(/(?:那个|那位|新来的|的|里|同事|护士|医生|药师|技师|实习生|规培生)+$/u, '')
    .replace(/(?:科室?|室)$/u, '');

/**
 * @param people those among whom to look
 * @returns those whom the words may mean, in the order given; undefined where the words name nobody
 */
export function meantBy<T extends Named>(who: string, people: readonly T[]): readonly T[] | undefined {
  const whole = people.filter(({ name }) => name.length >= 2 && who.includes(name));
  const spelt = whole.filter(({ name }) => !whole.some((other) => other.name !== name && other.name.includes(name)));
  const named = nameIn(who);
  if (spelt.length > 0) {
    const unit = unitIn(who.slice(0, who.indexOf(spelt[0]?.name ?? '')));
    return narrowed(spelt, unit);
  }
  if (!named) return surnameBegins(who) ? [] : undefined;
  return narrowed(
    people.filter(({ name }) => named.fits(name)),
    unitIn(who.slice(0, named.at)),
  );
}

/** Does the last word look like a name that nobody here bears? */
const surnameBegins = (who: string): boolean =>
  [4, 3, 2].some((n) => who.length >= n && surnameAt(who, who.length - n) > 0 && !/我/u.test(who.slice(-n)));

/** 急诊的: of that unit alone. */
const narrowed = <T extends Named>(people: readonly T[], unit: string): readonly T[] =>
  unit === '' ? people : people.filter((one) => one.unit.includes(unit));
