/**
 * Details that people ask for and that a clause on the right subject may still not tell: where to enrol, which papers to
 * hand in, what the address of a site is. Told by the words of the question; a clause that tells the detail shows it by
 * words of its own. Pure.
 */

interface Detail {
  readonly asked: RegExp;
  /** What the words of a clause look like that tells it. */
  readonly told: RegExp;
  /** What the documents do not tell, in words. */
  readonly what: string;
  readonly whom: string;
}

const UNIT = '本单位科教科';

const DETAILS: readonly Detail[] = [
  {
    asked: /网址|官网|小程序|\bapp\b|app在|哪个网页/u,
    told: /www|http|登录网址/u,
    what: '网址',
    whom: UNIT,
  },
  {
    asked:
      /报名|招(?:多少|几个?|生|收)|名额|(?:什么时候|几月|何时)(?:开班|开课|开课)|(?<!一次还是)几年(?:办|搞|开)?一次|多久(?:办|搞|开)一次/u,
    told: /报名|招生|名额|开班/u,
    what: '报名、名额和开班时间',
    whom: `主办单位或${UNIT}`,
  },
  {
    asked: /模板|样表|(?:申请|登记|备案|免修|申报|自学|计划|补学)表|表格|表(?:在|去|从)?哪|格式/u,
    told: /表/u,
    what: '表格和模板',
    whom: UNIT,
  },
  {
    asked:
      /(?:要|得|用|需|需要|交|带|传|上传|提供|提交|出具|附)(?:不要)?(?:交|带|传|提供|提交|附|开|什么|哪些|点)*[^，。 ]{0,4}(?:证明|材料|成绩单|通知书|复印件|病历|诊断书?|照片|身份证|凭证)|复印件|盖章|公章/u,
    told: /材料|证明|原件|车票|会议通知|纸质版|以下简称|身份证/u,
    what: '要交哪些材料',
    whom: UNIT,
  },
  {
    asked:
      /(?:几天|几个工作日|多久|多长时间)(?:能|可以|才|会|就)*(?:批|下来|办好|办完|审完|拿到|发下来|到账|回复|有结果)/u,
    told: /工作日|周|日内|天内|之前|\d+\s*日/u,
    what: '多久能办好',
    whom: UNIT,
  },
  {
    asked: /有效期|(?:管|用|有效)几年|几年(?:内)?(?:有效|过期|失效)|多久(?:失效|过期)/u,
    told: /有效期|年度有效|废止|失效|不得结转/u,
    what: '有效期',
    whom: UNIT,
  },
  {
    asked: /几门|哪几门|哪些课|什么课(?!题)|课程(?:表|名单|目录|清单|名称|有哪些)|第[一二三123]门|书单/u,
    told: /科目《|两门|\d门|课程包括/u,
    what: '具体有哪些课',
    whom: UNIT,
  },
  {
    asked: /几家|多少(?:家|个?人|名|学员|专家)|几个(?:人|专家|学员|名)|几名|人数/u,
    told: /\d+\s*(?:人|家|名)(?!员)|95%|前三|第一位|不少于\d+人/u,
    what: '数目',
    whom: UNIT,
  },
  {
    asked: /什么叫|是个?什么东西|怎么定义|定义是/u,
    told: /指|包括|简称|即|分为|共分|三阶段|原则|互认|：/u,
    what: '它的定义',
    whom: '发文单位',
  },
  {
    asked: /(?:老师|起草人|负责人|专家|领导|评委)(?:都)?(?:是|叫|有)(?:谁|哪)|是哪个处的谁/u,
    told: /联系人/u,
    what: '是哪一位',
    whom: UNIT,
  },
  {
    asked: /找回|(?:忘|丢)(?:了|记)?.{0,4}密码|密码.{0,4}(?:忘|丢|改|重置)|大小写/u,
    told: /忘|找回|重置/u,
    what: '密码忘了怎么办',
    whom: UNIT,
  },
  {
    asked: /冻结|报错|打不开|进不去|登不上|闪退|卡住/u,
    told: /电话|热线|联系/u,
    what: '系统出问题怎么办',
    whom: UNIT,
  },
  {
    asked: /目录|名单|清单|主题(?!教育)/u,
    told: /目录|名单|清单|公布|《/u,
    what: '名单和目录',
    whom: UNIT,
  },
  {
    asked: /经费|费(?:用)?(?:谁|由谁|单位|医院|自己)(?:出|付|承担)|自费|补助|补贴/u,
    told: /经费|费用|补助|补贴/u,
    what: '费用和补助',
    whom: UNIT,
  },
  {
    asked: /哪个(?:快|好|方便|省事)|彩色|双面|盖谁的|排版|查重/u,
    told: /彩色|双面|排版|查重/u,
    what: '这样的细节',
    whom: UNIT,
  },
  {
    asked: /几点(?:上班|下班|开门|关门)|(?:上班|办公|服务|工作)时间/u,
    told: /\d\s*[:：点]|工作日/u,
    what: '上班时间',
    whom: UNIT,
  },
  {
    asked: /邮箱|微信(?!公众|推|号)|\bqq|传真|办公地址|地址(?:是|在)|在几楼|哪个楼/u,
    told: /邮箱|@|微信|qq|传真|地址|www/iu,
    what: '这样的联系方式',
    whom: UNIT,
  },
];

/** 几天, 多少字: a number of something, which a clause tells only where it counts the same thing. */
const COUNTED =
  /(?:几|多少)个?(工作日|汉?字|课时|学时|小时|钟头|分钟|天|周|星期|月|年|岁|次|回|场|批|份|家|人|名|位|门|篇|元|块钱?|届|期)(?!职|级|期刊|单)/gu;
const SAME: { readonly [counted: string]: string } = {
  字: '万?(?:汉)?字',
  汉字: '万?(?:汉)?字',
  学时: '(?:学时|小时|课时)',
  课时: '(?:学时|小时|课时)',
  小时: '(?:学时|小时|课时)',
  钟头: '(?:学时|小时|课时)',
  天: '(?:天|日|周|季度|个?月)',
  工作日: '工作日',
  周: '(?:周|天|日)',
  星期: '(?:周|天|日)',
  月: '个?(?:月|季度)',
  年: '年',
  次: '次',
  回: '次',
  名: '(?:名|位)',
  位: '(?:名|位|完成人)',
  块: '元',
  块钱: '元',
};

function uncounted(question: string, text: string): boolean {
  const plain = text.replace(/\*/gu, '');
  return [...question.replace(/(?:看到?|知道|查|显示)[^，。]{0,10}多少/gu, '').matchAll(COUNTED)].some(
    ([, counted = '']) =>
      !new RegExp(
        `(?:\\d|[一二两三四五六七八九十半])\\s*${SAME[counted] ?? counted}|当${counted}|次${counted}|每${counted}`,
        'u',
      ).test(plain),
  );
}

/** What went wrong or was missed, and whether it can be put right. */
const MISSED =
  /(?:没|漏|忘了?|错过|超过?|过了|不给|迟|晚)[^，。 ]{0,8}(?:还(?:给|能|算|可以)|能(?:补|重|再|延)|怎么办|咋办|怎么弄)|能不?能?(?:重报|重新报|重交|合并|改期|延期|再延)/u;
const PUT_RIGHT = /补|重新|逾期|不再|不得|未|不足|不满|仅限|除外|累计|变更|更改|延|跨年|申请|已在/u;

/** A detail that the question asks for and the text does not tell. */
export function lackingDetail(
  question: string,
  text: string,
): { readonly what: string; readonly whom: string } | undefined {
  const detail = DETAILS.find(({ asked, told }) => asked.test(question) && !told.test(text));
  if (detail) return detail;
  if (uncounted(question, text)) return { what: '具体的数', whom: UNIT };
  return MISSED.test(question) && !PUT_RIGHT.test(text) ? { what: '这种情况怎么办', whom: UNIT } : undefined;
}
