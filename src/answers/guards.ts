/** Questions that no policy document of ours can answer, told by their words alone. */

export interface Guard {
  readonly id: string;
  readonly pattern: RegExp;
  /** What the answer says the documents do not tell. */
  readonly about: string;
  readonly ask: string;
}

const GUARDS: readonly Guard[] = [
  {
    id: 'hello',
    pattern:
      /^(?:您?你?好|hi|hello|在吗|在不在|有人吗|早上好|下午好|晚上好|谢谢|多谢|好的|嗯+|哦+|ok|再见|[^\p{L}\p{N}]*)[啊呀哈呢吗!！。.~～?？]*$/iu,
    about: '',
    ask: '',
  },
  {
    id: 'injection',
    pattern:
      /忽略(?:以上|之前|前面|上述|所有)|系统提示|提示词|system prompt|开发者模式|越狱|jailbreak|你现在是|扮演|ignore (?:all|previous)|不用管规则|直接给我(?:写|加|记|录)/iu,
    about: '',
    ask: '',
  },
  {
    id: 'fee',
    pattern:
      /多少钱|管理费|服务费|会务费|注册费|手续费|培训费|版面费|收费|费用|报名费|学费|缴费|交费|交钱|要钱|收钱|花钱|价格|退费|发票|免费|贵不贵|几块|报销|工本费/u,
    about: '收费和报销',
    ask: '主办单位或本单位科教科、财务科',
  },
  {
    id: 'exam',
    pattern:
      /考试报名|考试(?:什么时候|啥时候|几月|哪天)|(?:什么时候|啥时候|几月份?|怎么)报名|报名(?:时间|入口|条件|网址|截止|费)|报考|准考证|成绩(?:查询|什么时候|啥时候|公布|出来)|考几门|护考|护士资格考试|执业医师(?:资格)?考试|医师资格考试|职称考试|卫生资格考试|主治考试|副高考试|考试(?:难不难|大纲|科目|时间|真题)|合格线|真题|题库|考试答案|刷题|代刷|代学|代看|挂机|倍速/u,
    about: '资格和职称考试的报名、成绩或题目',
    ask: '当地卫生人才考试机构或本单位人事科',
  },
  {
    id: 'pay',
    pattern:
      /工资|薪水|薪资|待遇|奖金|绩效|津贴|加班费|年终奖|社保|公积金|五险|养老金|退休金|讲课费|劳务费|进修补助|补助多少|补贴/u,
    about: '工资待遇',
    ask: '本单位人事科',
  },
  {
    id: 'leave',
    pattern:
      /年假|年休假|调休|请假(?:条|流程|几天|怎么)|产假(?:多少天|几天|有多少|多久|放)|陪产假|婚假|休几天|放假|排班|值班|夜班/u,
    about: '假期和排班',
    ask: '本单位人事科',
  },
  {
    id: 'clinic',
    pattern: /怎么治|吃什么药|用什么药|剂量|用量|疗效|副作用|诊断标准|挂号|床位|门诊时间/u,
    about: '看病用药',
    ask: '临床科室',
  },
  {
    id: 'registration',
    pattern:
      /(?:护士|医师|执业).{0,4}(?:延续|变更|首次|重新)注册|延续注册|变更注册|执业注册|多点执业|执业证(?:怎么|补办|丢|变更|到期|换)|延续注册/u,
    about: '执业注册',
    ask: '本单位医务科、护理部或发证的卫生健康行政部门',
  },
  {
    id: 'record',
    pattern:
      /(?:帮我?|给我|替我)?(?:查查|查一下|查下|看看|看一下)(?:一下)?我(?:的|自己|今年|公需|学分|20|的?证)|我的(?:证书?|学分)编号(?:是)?多少|我(?:的)?[^，。]{0,6}到账(?:了)?(?:没|吗|不)/u,
    about: '',
    ask: '',
  },
  {
    id: 'chat',
    pattern:
      /天气|下雨|笑话|写首诗|星座|股票|彩票|足球|电影|吃什么(?!药)|食堂|快递|停车|外卖|房价|谈恋爱|相亲|几点下班|班车|高铁/u,
    about: '这类事情',
    ask: '',
  },
  {
    id: 'recommend',
    pattern:
      /推荐(?:一下|几个|个)?(?:课|网课|期刊|杂志|书|培训班|班)|哪个(?:课|期刊|杂志)(?:好|容易)|好投的|哪家医院(?:好|进修)|容易过|水课/u,
    about: '课程、期刊好不好',
    ask: '本单位科教科或图书馆',
  },
  {
    id: 'count',
    pattern: /全国(?:一共|共|有)多少(?:人|医|护)|有多少人(?:参加|达标|没)|我们(?:医院|科室|院)(?:有多少人|几个人|谁)/u,
    about: '人数统计',
    ask: '本单位科教科',
  },
];

export const guardOf = (text: string): Guard | undefined => GUARDS.find((guard) => guard.pattern.test(text));
