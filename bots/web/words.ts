/** Every sentence the web room itself says. What the assistant says comes from the talk. */
export const WORDS = {
  signIn: '请先登录：选择或填写您的身份，再开始聊天。',
  code: '工号和绑定码对不上，或者绑定码已经失效。请核对后再试；还是不行，请向本单位的继教管理部门要一个新的绑定码。',
  noDevice: '没有找到这个登录，可能已经退出。',
  uploadStranger: '上传文件之前，请先介绍一下自己，或者用工号和绑定码登录。',
  manyEntries: '这里登录的次数太多了，请过一个小时再试。',
  manyMessages: '今天发的消息太多了，请明天再发。',
  manyFiles: '今天上传的文件太多了，请明天再传。',
  manyPages: '打开的页面太多了，请关掉几个再试。',
  switched: '这个浏览器已换成另一个人，请刷新页面。',
  choice: '名单里没有这位同事，请重新选择。',
  closed: '这里要用工号和绑定码登录。还没有绑定码的话，请联系本单位的继教管理部门。',
  province: '暂时没有这个省份的规则，请重新选择，或先不选。',
  form: '填写的内容不完整或过长，请检查后再试。',
  empty: '请先输入内容。',
  long: '这条消息太长了，请分成几条发送。',
  body: '发送的内容太大，请分几次发送。',
  slow: '发送得有点快，请稍等片刻再试。',
  foreign: '为了您的账号安全，只能从本页面发送。请刷新页面后重试。',
  host: '请用启动时显示的网址打开本页面。',
  notFound: '没有找到这个页面。',
  noFile: '没有找到这个文件，可能已被删除。',
  fileMissing: '请选择一个文件。',
  fileEmpty: '这个文件是空的，请重新选择。',
  fileKind: '暂时只收 JPG、PNG、WebP、HEIC 图片，以及 PDF、Word（docx）文件，请换一种格式再传。',
  fileMany: '一次请传一个文件。',
  notManager: '这一页供科室负责人查看本科室的学分进度。您目前没有负责的科室；如有需要，请联系医院继教管理部门。',
  notReviewer: '您目前没有要审核的申报；只有科室负责人和审核人可以处理。如有需要，请联系医院继教管理部门。',
  moved: '这一项刚刚变过了（本人撤回或别的负责人已处理），已为您刷新。',
  reason: '退回请写一句原因，本人会看到。',
  notAuditor: '审计记录只有系统管理员和督查人员能看。需要的话，请联系本单位的系统管理员。',
  noStaff: '名单上没有这个工号，请核对后再查。',
  notCurator: '这一页供政策管理员使用。需要的话，请联系本单位的继教管理部门开通。',
  noGap: '没有找到这一组问题，可能已经并到别的组里。',
  ill: '系统的存储出了问题，这条没有收下，已停止接收。请过一会儿再发，或者告诉本单位的管理员。',
  full: '系统的磁盘满了，这条没有收下。请过一会儿再发，或者告诉本单位的管理员。',
  starting: '服务正在启动，请稍后再试。',
  unbuilt: '界面还没有构建。请在项目文件夹运行 npm ci，然后重新启动。',
  fault: '抱歉，刚才没有办成，请稍后再试。',
  fileLarge: (limit: number): string =>
    `文件超过 ${limit < 1024 * 1024 ? `${Math.floor(limit / 1024)} KB` : `${Math.floor(limit / 1024 / 1024)} MB`}，请压缩后再传。`,
} as const;

/** What the bare pages say: the way back, and whose they are. */
export const PLAIN = { title: '学分助手', back: '回到聊天', file: '文件' } as const;

/** What the pages of the documents say besides the documents. */
export const DOCUMENTS = {
  all: '政策文件',
  lead: '学分助手的回答都出自这些文件。点开可以看全文。',
  none: '还没有收录文件。',
  chat: '回到聊天',
  skip: '跳到正文',
  contents: '目录',
  mentions: '文中提到的文件',
  annexes: '附件',
  absent: '未收录',
  original: '看原文件',
  missing: '没有这份文件，可能已经换了版本。',
  slow: '打开得有点快，请稍等片刻再试。',
  published: '以下是文件发布时的原文，只重新排了版，文字没有改动。',
  source: '有出入时，以发文单位公布的文本为准。“现行”是说这里没有收到废止它的文件。',
  site: '网站',
  name: '学分助手',
  country: '国家',
  place: '地区',
  text: '原文',
  superseded: '这份文件已经废止，请看',
} as const;

/** A refusal the page shows as it is. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Seconds after which trying again makes sense. */
  readonly after: number | undefined;

  constructor(status: number, words: string, after?: number) {
    super(words);
    this.status = status;
    this.after = after;
  }
}
