/** The type that an answer to 是哪一类 names. */
import { declaredKinds } from '../../catalogue/index.ts';
import { anchors } from './anchors.ts';

/** Names of types as buttons and people say them; tried before the looser words of a report. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/院级自管|自管项目|院级(?:继教)?项目/, 'institutional-project'],
  [/高级研修/, 'advanced-seminar'],
  [/继续?(?:医学)?教?育?项目|继教(?:项目)?/, 'cme-project'],
  [
    /内部培训|院内(?:的)?(?:培训|学习|讲座)|院里(?:的)?(?:内部|培训|讲座|学习)|单位(?:内部)?(?:的)?培训|科室|科里|本院|医院内部|院内部/,
    'internal-training',
  ],
  [/实践活动|研讨会|工作坊|学术会议|学术活动/, 'practice'],
  [/人社/, 'hrss-public'],
  [/指定(?:公需)?课|指定课程/, 'required-course'],
  [/公需/, 'public-course'],
  [/专业(?:科目|课)/, 'professional-hours'],
  [/学分证|证书/, 'certified-credit'],
  [/带教|授课(?!时)/, 'teaching'],
  [/进修/, 'secondment'],
  [/专项培训/, 'special-training'],
  [/指令性|援/, 'mandated-task'],
  [/自学(?!考)/, 'self-study'],
  [/健康讲座|义诊|健康宣教/, 'outreach-event'],
  [/市定/, 'city-defined'],
];

/**
 * @param candidates what we offered: among them a name counts first
 * @returns the type, or undefined where the words name none
 */
export function typeNamed(text: string, candidates: readonly string[] | undefined): string | undefined {
  const byName = [
    ...declaredKinds().flatMap(([type, { name, words }]) =>
      [name, ...words].some((word) => text.includes(word)) ? [type] : [],
    ),
    ...NAMES.filter(([pattern]) => pattern.test(text)).map(([, type]) => type),
  ];
  const offered = byName.find((type) => candidates?.includes(type));
  if (offered) return offered;
  const first = byName[0];
  if (first) return first;
  const digit = /^(?:第|选)?([1-9])(?:个|项)?[.、)]?$/.exec(text.trim())?.[1];
  if (digit && candidates) return candidates[Number(digit) - 1];
  const anchor = anchors().find((a) => !a.weak && a.re.test(text));
  if (!anchor) return undefined;
  return anchor.candidates?.find((type) => candidates?.includes(type)) ?? anchor.type ?? anchor.candidates?.[0];
}
