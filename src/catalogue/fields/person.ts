import type { Field } from '../field.ts';

/** What is known of a person, and what a request says. */
export const PERSON: { readonly [name: string]: Field } = {
  reason: {
    name: '原因',
    sort: 'text',
  },
  year: {
    name: '年度',
    sort: 'amount',
  },
  content: {
    name: '内容',
    sort: 'text',
  },
  proof: {
    name: '证明材料',
    sort: 'text',
  },
  province: {
    name: '省份',
    sort: 'text',
    ask: '您在哪个省？',
  },
  title: {
    name: '职称',
    sort: 'choice',
    ask: '您是什么职称？',
    values: {
      'junior-assistant': '士级',
      junior: '初级（师）',
      mid: '中级',
      senior: { name: '高级', button: '副高及以上' },
      none: { name: '无职称', button: '没有职称' },
    },
  },
  institution: {
    name: '单位',
    sort: 'choice',
    ask: '您单位是哪一级的？',
    values: {
      province: '省级医院',
      prefecture: '市（州）级医院',
      county: '县（区）级医院',
      township: '乡镇卫生院',
      community: '社区卫生服务中心',
      village: '村卫生室',
      clinic: '诊所',
      school: '学校',
    },
  },
  profession: {
    name: '专业',
    sort: 'choice',
    ask: '您是哪个专业的，医、护、药还是技？',
    values: {
      nurse: '护理',
      engineering: '工程',
      engineer: '工程师',
      accounting: '财会',
      accountant: '会计',
      finance: '财务',
    },
  },
  'institution.level': {
    name: '单位级别',
    sort: 'choice',
    values: {
      province: '省级单位',
      prefecture: '州市级单位',
      county: '县级单位',
      township: '乡镇卫生院',
      community: '社区卫生服务机构',
      village: '村卫生室',
      clinic: '诊所',
      school: '学校',
    },
  },
  'institution.kind': {
    name: '单位类型',
    sort: 'choice',
    values: {
      hospital: '医院',
      'private-hospital': '民营医院',
      'individual-clinic': '个体诊所',
      clinic: '诊所',
      school: '学校',
      'family-planning': '人口计生机构',
    },
  },
  flags: {
    name: '人员类别',
    sort: 'list',
    values: {
      resident: '住培学员',
      fellow: '专培学员',
      unlicensed: '未取得执业资格',
      'village-doctor': '乡村医生',
      'school-doctor': '校医',
      'family-planning': '人口计生技术服务人员',
      maternity: '申请产假',
      'newly-covered-2025': '2025 年首次纳入',
    },
  },
  maternityLeave: {
    name: '产假起止',
    sort: 'span',
  },
  pgmePassed: {
    name: '结业考核通过日期',
    sort: 'day',
  },
  unitRequirement: {
    name: '单位自定要求',
    sort: 'amount',
  },
  unit: {
    name: '计量',
    sort: 'choice',
    values: { credits: '学分', hours: '学时' },
  },
  medicine: {
    name: '中西医',
    sort: 'choice',
    values: { western: '西医', tcm: '中医' },
  },
};
