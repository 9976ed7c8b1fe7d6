import { Fault } from '../errors.ts';
import type { Config } from './config.ts';

/** What a check of the settings asks of the rulesets. */
interface Adjustable {
  readonly provinces: readonly string[];
  readonly editions: ReadonlyMap<
    string,
    readonly {
      readonly data: {
        readonly doubts?:
          | undefined
          | { readonly [doubt: string]: { readonly readings: { readonly [reading: string]: unknown } } };
        readonly parameters?: undefined | { readonly [name: string]: unknown };
      };
    }[]
  >;
}

/** Refuses readings and parameters that no ruleset knows: a typo would silently give the wrong reading. */
export function checkRuleSettings(settings: Config['rules'], rulesets: Adjustable): void {
  for (const [province, { institutions = {}, ...own }] of Object.entries(settings ?? {})) {
    const editions = rulesets.editions.get(province);
    if (!editions)
      throw new Fault('CONFIG_INVALID', `rules.${province}：没有这个省的规则（有 ${rulesets.provinces.join('、')}）。`);
    const places = Object.entries(institutions).map(
      ([name, one]) => [`rules.${province}.institutions.${name}`, one] as const,
    );
    for (const [place, { readings = {}, parameters = {} }] of [[`rules.${province}`, own] as const, ...places]) {
      for (const [doubt, reading] of Object.entries(readings)) {
        const known = editions.flatMap(({ data }) => data.doubts?.[doubt] ?? []);
        const choices = [...new Set(known.flatMap((one) => Object.keys(one.readings)))];
        const hint = choices.length === 0 ? '没有这个疑问' : `只能是 ${choices.join('、')}`;
        if (!choices.includes(reading)) throw new Fault('CONFIG_INVALID', `${place}.readings.${doubt}：${hint}。`);
      }
      for (const [name, value] of Object.entries(parameters)) {
        const where = `${place}.parameters.${name}`;
        if (!editions.some(({ data }) => data.parameters?.[name]))
          throw new Fault('CONFIG_INVALID', `${where}：规则里没有这一项。`);
        if (typeof value !== 'number' || value < 0)
          throw new Fault('CONFIG_INVALID', `${where}：要写一个不小于 0 的数。`);
      }
    }
  }
}
