/** Questions and wishes: is a text a policy question, a question about one's own year, a plan, a request? Pure. */

const QUESTION =
  /[?？]|(?:吗|么|呢|吧)[?？!！。.~ ]*$|几分|几个?学分|多少|怎么|怎样|如何|什么|哪些|哪里|哪儿|哪个|哪几|几号|几月|(?<![那这前头好了过])几天|能不能|可不可以|能否|可否|是否|是不是|算不算|有没有(?=[^,，。]{0,6}(?:规定|要求|上限|限制))|要不要|该不该|行不行|最多|最少|最低|上限|封顶|还是(?:给|算)?[\d一二两三四五六七八九十]|对不对|行不|咋(?:算|办|弄|给|样|回事|整|搞|补|修|报|填|交)|(?:要|需要|得)几年|(?:能|可以|有|要|算|用|给)[^,，。]{0,8}不[。.~ ]*$|[去在到上]哪|算[^,，。]{1,8}还是|谁(?:来|去|负责|审|给)|为什么|为啥|啥|多久|多长|请问|想问|问一下|咨询一下|what|how (?:many|much|do)|when (?:is|does)/i;

/** 我22分了还差几分, 村医21分够不够: reckoned from what is said, not from the ledger. */
export const SAID_SUM =
  /(?:^|[^差少缺欠补])(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3})个?(?:学)?分(?!钟)[^?？]{0,12}(?:够|达标|还?差(?:几|多少)|还?缺(?:几|多少)|合格|过关|行不行)/u;

/** 我是不是还差25分: looked up, not believed. */
export const SAID_GAP =
  /是不是还?[差缺欠]\d|还[差缺欠]\d+(?:\.\d+)?个?(?:学)?分[^,，。]{0,2}(?:吗|对吧|是吧|对不对|没错|[?？])/u;

/** Does a text ask something? */
export const isQuestion = (text: string): boolean => SAID_SUM.test(text) || QUESTION.test(text.replace(FORGOTTEN, ' '));

/** 具体多久忘了: what somebody does not know is no question. */
const FORGOTTEN = /[^,，。;!?？]{0,10}(?:忘了|忘记了?|不记得|记不(?:太|大)?清|没印象|说不(?:准|好|清))(?!吗|么|[?？])/g;

const IF =
  /假如|假设|如果|要是|若是|倘若|比如我|万一|打算|准备去|准备参加|想去|计划去|将来|的话|下(?:个月|周|星期)(?:去|要|准备|参加)/;

const WORTH =
  /几分|多少|几个?学分|能(?:有|得|拿|算|计|给|加)|会有|可以(?:有|得|拿|算)|够|算(?:几|多少|不算|吗)|有学分|给学分|加分|值/;

/** 假如我讲一次课能有几分: something planned, with a question about its worth. */
export const isWhatIf = (text: string): boolean =>
  /^(?:假如|假设|要是)/.test(text) || (IF.test(text) && (WORTH.test(text) || isQuestion(text)));
