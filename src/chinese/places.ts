/** Provinces as people name them. Cities are those whose name alone tells the province in a hospital chat. */
import type { Province } from '../types/index.ts';

const PLACES: readonly (readonly [Province, string, string])[] = [
  ['beijing', '北京', ''],
  ['tianjin', '天津', ''],
  ['hebei', '河北', '石家庄 唐山 保定 邯郸 沧州'],
  ['shanxi', '山西', '太原 大同 运城 临汾 长治 晋城 晋中 吕梁 忻州 朔州 阳泉 晋卫'],
  ['neimenggu', '内蒙古', '呼和浩特 包头 赤峰 鄂尔多斯'],
  ['liaoning', '辽宁', '沈阳 大连 鞍山'],
  ['jilin', '吉林', '长春 延边'],
  ['heilongjiang', '黑龙江', '哈尔滨 齐齐哈尔 大庆'],
  ['shanghai', '上海', ''],
  ['jiangsu', '江苏', '南京 苏州 无锡 徐州 常州 南通'],
  ['zhejiang', '浙江', '杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 浙里 浙卫'],
  ['anhui', '安徽', '合肥 芜湖 蚌埠 阜阳'],
  ['fujian', '福建', '福州 厦门 泉州 漳州 莆田 三明 南平 龙岩 宁德 平潭 闽卫'],
  ['jiangxi', '江西', '南昌 赣州 九江'],
  ['shandong', '山东', '济南 青岛 烟台 潍坊 临沂'],
  ['henan', '河南', '郑州 洛阳 南阳 信阳'],
  ['hubei', '湖北', '武汉 宜昌 襄阳 荆州'],
  ['hunan', '湖南', '长沙 株洲 岳阳 衡阳'],
  ['guangdong', '广东', '广州 深圳 佛山 东莞 珠海'],
  ['guangxi', '广西', '南宁 桂林 柳州'],
  ['hainan', '海南', '海口 三亚'],
  ['chongqing', '重庆', ''],
  ['sichuan', '四川', '成都 绵阳 泸州 宜宾'],
  ['guizhou', '贵州', '贵阳 遵义'],
  ['yunnan', '云南', '昆明 大理 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 德宏 怒江 迪庆 云卫'],
  ['xizang', '西藏', '拉萨'],
  ['shaanxi', '陕西', '西安 咸阳 宝鸡 榆林'],
  ['gansu', '甘肃', '兰州 天水'],
  ['qinghai', '青海', '西宁'],
  ['ningxia', '宁夏', '银川'],
  ['xinjiang', '新疆', '乌鲁木齐 喀什 伊犁'],
  ['taiwan', '台湾', '台北'],
  ['hongkong', '香港', ''],
  ['macao', '澳门', ''],
  ['national', '国家', ''],
];

const NAMES = new Map(PLACES.map(([id, name]) => [id, name]));
const MENTIONS: readonly (readonly [string, Province])[] = PLACES.flatMap(([id, name, cities]) =>
  (id === 'national'
    ? ['全国统一', '国家层面', '国家规定', '国家要求', '全国要求']
    : [name, ...cities.split(' ').filter(Boolean)]
  ).map((word): readonly [string, Province] => [word, id]),
).sort((a, b) => b[0].length - a[0].length);

/** 浙江 for `zhejiang`; the id itself where it is no province that we know. */
export const placeName = (province: Province): string => NAMES.get(province) ?? province;

/** The province that an input field means: a folder name, 浙江, 浙江省, 内蒙古自治区 … `undefined` when it says none that we know. */
export function provinceOf(text: string | null | undefined): Province | undefined {
  const word = (text ?? '').trim();
  if (word === '') return undefined;
  const plain = word.replace(/(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$/u, '');
  for (const [id, name] of PLACES) if (id === word.toLowerCase() || name === plain) return id;
  if (plain === '全国' || plain === '国家级') return 'national';
  return MENTIONS.find(([name]) => word.startsWith(name))?.[1];
}

const NAMED = new RegExp(
  [...PLACES.filter(([id]) => id !== 'national').map(([, name]) => name), '全国', '国家'].join('|'),
  'u',
);
/** The first province that a text names, as it names it: 浙江, 国家. */
export const readProvinceWord = (text: string): string | undefined => NAMED.exec(text)?.[0];
/** The province in which a city that a text names lies, as people name it: 我在昆明 → 云南. */
export function provinceOfCity(text: string): string | undefined {
  const [city] = citiesIn(text);
  return city === undefined ? undefined : PLACES.find(([, , cities]) => cities.split(' ').includes(city))?.[1];
}

const CITIES = PLACES.filter(([id]) => id !== 'national').flatMap(([, , cities]) => cities.split(' ').filter(Boolean));

/** Every city that a text names. */
export const citiesIn = (text: string): string[] => CITIES.filter((city) => text.includes(city));

/** Where people are sent or go, not where they work: 援疆, 去新疆, 到北京进修 … */
const AWAY = /(?:援|支援|去|到|赴|来|往)$/u;

/** Every province that a question names as its own place of rules, in the order named. */
export function provincesIn(text: string): Province[] {
  const found: { at: number; province: Province }[] = [];
  for (const [word, province] of MENTIONS) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (AWAY.test(text.slice(Math.max(0, at - 2), at))) continue;
      if (province === 'shanxi' && text.slice(at, at + 2) === '山西' && text[at - 1] === '陕') continue;
      if (!found.some((one) => Math.abs(one.at - at) < 2)) found.push({ at, province });
    }
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map((one) => one.province))];
}

/** The question without the names of provinces, so that they do not weigh in the search. */
export function withoutPlaces(text: string): string {
  let out = text;
  for (const [word] of MENTIONS)
    if (out.includes(word))
      out = out.replaceAll(
        new RegExp(`(?<!援|支援|去|到|赴|来|往)${word}(?:省|市|自治区)?(?:的|那边|这边)?`, 'gu'),
        '',
      );
  return out.trim() || text;
}
