/** By what a clause tells apart of whom, and of what, a figure is true. Words only: a new one is a line here. */

/** One way of telling apart: each value with the words that mean it. Longer words win over shorter ones inside them. */
export interface Division {
  /**
   * `subject`: whoever leaves it out where the clause has several, says something of all of them; `measure`: left out, it is
   * only said less exactly.
   */
  readonly is: 'subject' | 'measure';
  /** Value → its words; under `''` longer words that mean none of them. */
  readonly values: { readonly [value: string]: readonly string[] };
}

export const DIVISIONS: { readonly [name: string]: Division } = {
  role: {
    is: 'subject',
    values: {
      participant: ['参加者', '参加人员', '参会者', '参训者', '参训人员', '学员', '听课者', '听课人员', '听众', '听课'],
      lecturer: ['主讲人', '主讲者', '主讲', '讲者', '讲师', '授课教师', '授课人', '授课', '讲课', '讲座人'],
      mentor: ['带教老师', '带教'],
      organiser: ['组织者', '负责人', '主办', '承办', '举办者', '组织单位'],
    },
  },
  rank: {
    is: 'subject',
    values: {
      first: ['第一作者', '第一完成人', '第一位', '首位', '一作', '排名第一', '第一名'],
      second: ['第二作者', '第二完成人', '第二位', '二作', '排名第二', '第二名'],
      third: ['第三作者', '第三完成人', '第三位', '三作', '排名第三', '第三名'],
      fourth: ['第四作者', '第四位'],
      fifth: ['第五作者', '第五位'],
      corresponding: ['通讯作者', '通信作者'],
      chief: ['主编'],
      deputy: ['副主编'],
      member: ['编委', '参编'],
    },
  },
  level: {
    is: 'subject',
    values: {
      national: ['国家级', '全国性', '国家行业组织'],
      province: ['省级', '省部级', '省卫生健康', '自治区级'],
      city: ['市级', '市厅级', '州级', '州（市）级', '市（州）级', '地市级', '地级', '市（地）级', '设区市'],
      county: ['县级', '区级', '县（市、区）级', '区县级'],
      unit: ['院级', '院内', '单位级', '校级'],
      town: ['乡镇', '社区', '街道', '基层'],
      village: ['村医', '乡村医生', '村卫生'],
    },
  },
  title: {
    is: 'subject',
    values: {
      assistant: ['士级', '（士）', '技士', '护士级', '药士'],
      junior: ['初级', '初级职称', '师级', '住院医师', '护师'],
      mid: ['中级', '主治', '主管'],
      senior: ['高级', '副高', '正高', '副主任', '主任医师', '主任护师', '主任药师', '主任技师'],
      none: ['无职称', '没有职称'],
      // Names that only contain such a word.
      '': ['住院医师规范化培训', '专科医师规范化培训', '主管部门', '主治疗'],
    },
  },
  mode: {
    is: 'subject',
    values: {
      remote: ['远程', '线上', '网络', '在线', '网上'],
      onsite: ['面授', '线下', '现场', '集中授课'],
    },
  },
  training: { is: 'subject', values: { theory: ['理论'], practice: ['实践'] } },
  grade: {
    is: 'subject',
    values: { special: ['特等奖'], first: ['一等奖'], second: ['二等奖'], third: ['三等奖'] },
  },
  journal: {
    is: 'subject',
    values: {
      sci: ['SCI', 'sci'],
      core: ['核心期刊', '核心刊物', '核心'],
      national: ['国家级期刊', '国家级刊物'],
      provincial: ['省级期刊', '省级刊物'],
      ordinary: ['普通期刊', '一般期刊', '普通刊物'],
      internal: ['内部刊物', '内部资料'],
    },
  },
  part: {
    is: 'subject',
    values: { public: ['公需科目', '公需课', '公需'], professional: ['专业科目', '专业课', '非公需'] },
  },
  output: {
    is: 'subject',
    values: {
      paper: ['论文', '论著'],
      review: ['综述'],
      grant: ['课题', '科研项目', '基金'],
      patent: ['专利'],
      book: ['著作', '专著', '教材', '译著'],
      report: ['调研报告'],
      translation: ['译文', '翻译'],
      contest: ['竞赛'],
      exam: ['命题', '考试'],
      popular: ['科普', '义诊', '宣教'],
    },
  },
  per: {
    is: 'measure',
    values: {
      hour: ['每小时', '每学时', '每1小时', '/小时', '/学时', '一小时'],
      day: ['每天', '每日', '/天', '一天'],
      month: ['每月', '每个月', '/月'],
      year: ['每年', '全年', '当年', '年度', '一年', '/年', '每一年'],
      time: ['每次', '单次', '/次', '每场', '一次'],
      item: ['每项', '每个项目', '每个', '单项', '/项', '每一项'],
      piece: ['每篇', '/篇', '一篇', '每部', '/部'],
      words: ['字'],
    },
  },
  bound: {
    is: 'measure',
    values: {
      least: ['至少', '最少', '不少于', '不低于', '起码', '以上', '下限', '应达', '达到'],
      most: ['至多', '最多', '不超过', '不能超过', '不得超过', '上限', '封顶', '最高', '以内'],
    },
  },
};

/** What is granted or refused without a figure: it too is true of somebody. */
export const VERDICTS: { readonly [verdict: string]: readonly string[] } = {
  refuses: [
    '不能',
    '不得',
    '不可以',
    '不可',
    '不计',
    '不予',
    '不算',
    '不认',
    '不授予',
    '不给',
    '不再',
    '不纳入',
    '无效',
    '没有学分',
  ],
  waives: ['无需', '无须', '不需要', '不需', '不用', '不必', '不要求', '不做最低要求', '不作要求', '免于', '豁免'],
  grants: ['可以', '可获得', '可授予', '授予', '认定', '计入', '视为', '视同', '纳入', '予以'],
};
