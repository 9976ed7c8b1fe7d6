import type { Institution } from '../../types/index.ts';

const LEVELS: readonly (readonly [RegExp, Institution])[] = [
  [/村卫生室|村卫生所|村医|村级/, { level: 'village' }],
  [/个体诊所|私人诊所|个人诊所/, { level: 'clinic', kind: 'individual-clinic' }],
  [/诊所|门诊部/, { level: 'clinic', kind: 'clinic' }],
  [/社区(?:卫生)?(?:服务)?(?:中心|站|医院)?|街道卫生/, { level: 'community' }],
  [/乡镇|卫生院|镇卫生|乡卫生/, { level: 'township' }],
  [/学校|校医院|校医|医务室|大学校/, { level: 'school', kind: 'school' }],
  [/计划生育|计生/, { kind: 'family-planning' }],
  [
    /省级|省疾控|省立|省人民|省直|省中医|省属|部属|委属|省妇幼|省肿瘤|大学附属|附属第?[一二]?医院/,
    { level: 'province', kind: 'hospital' },
  ],
  [
    /县级|[县区]疾控|县人民|县医院|县中医|区级|区人民|区医院|县区|区县|县域|县妇幼|市辖区/,
    { level: 'county', kind: 'hospital' },
  ],
  [
    /市级|[市州]疾控|地级|州级|市人民|市立|市中医|市医院|市属|市直|第[一二三四五六]人民医院|州人民|市妇幼|地市/,
    { level: 'prefecture', kind: 'hospital' },
  ],
  [/^(?:省)$/, { level: 'province', kind: 'hospital' }],
  [/^(?:市|州)$/, { level: 'prefecture', kind: 'hospital' }],
  [/^(?:县|区)$/, { level: 'county', kind: 'hospital' }],
];

/** What any house of its kind is called. */
const COMMON =
  /^(?:[省市县区州](?:级|人民|中医|立|属|直|妇幼|第|医院)|乡镇|社区|街道|基层|民营|私立|民办|村|个体|私人|个人|镇)/;

/** The kind of institution that words name; its proper name where they give one. */
export function readInstitution(text: string): Institution | undefined {
  const found = LEVELS.find(([pattern]) => pattern.test(text))?.[1];
  const isPrivate = /民营|私立|民办/.test(text);
  if (!found && !isPrivate) return undefined;
  const name = /([\u4e00-\u9fff]{2,14}(?:医院|卫生院|服务中心|服务站|诊所|卫生室|疾控中心|妇幼保健院))/.exec(text)?.[1];
  const proper = name?.replace(
    /^(?:我们?|本人|咱们?|人|现在|目前|今年|已经|刚|就|是|在|调|转|换|到|去|了|来|起|从|往|单位)+/,
    '',
  );
  const isProper = proper !== undefined && proper.length > 4 && !COMMON.test(proper);
  return { ...found, ...(isPrivate ? { kind: 'private-hospital' } : {}), ...(isProper ? { name: proper } : {}) };
}
