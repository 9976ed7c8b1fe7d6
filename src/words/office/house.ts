/** What the house tells its operators: when it opens, when it cannot, and what it prints of a day. */

/** What the machine's refusal means for the data folder; a code that is not here is not a setting's fault. */
export const REFUSALS: { readonly [code: string]: string } = {
  EACCES: '没有权限读写',
  EPERM: '没有权限读写',
  EROFS: '所在的磁盘是只读的',
  EEXIST: '是一个文件，不是文件夹',
  ENOTDIR: '的上级是一个文件，不是文件夹',
  ENOENT: '不能建立',
  ENOSPC: '所在的磁盘满了',
  SQLITE_CANTOPEN: '里的数据库打不开，看看权限',
  SQLITE_READONLY: '里的数据库只能读，看看权限',
  SQLITE_NOTADB: '里的 xuefen.db 不是数据库，先移走它或者从备份恢复',
  SQLITE_CORRUPT: '里的 xuefen.db 坏了，请从备份恢复',
};
export const folderRefused = (folder: string, why: string): string => `data：${folder} ${why}。`;
export const FOLDER_HELD = (folder: string): string => `data：${folder} 正被另一个学分助手使用。`;

export const PORT_TAKEN = (host: string, port: number): string =>
  `port：${host} 的 ${port} 端口已被别的程序占用，换一个（XUEFEN_PORT）。`;
export const PORT_REFUSED = (host: string, port: number): string =>
  `host、port：不能在 ${host} 的 ${port} 端口上打开页面。`;

/** The store is well again. */
export const STORE_WELL = '存储恢复正常，继续收消息';

const RECORDS = { activity: '学分记录', request: '申请' } as const;
/** For the log: by its id, without a word of what stands in it. */
export const RECORD_DAMAGED = (is: keyof typeof RECORDS, id: string): string =>
  `${RECORDS[is]} ${id} 和保存时对不上，没有计入。请用 doctor 查看，从备份核对`;
/** To the person: one record cannot be trusted, and who to ask. */
export const damagedNotice = (
  is: keyof typeof RECORDS,
  contact: { readonly name: string; readonly phone?: string } | undefined,
): string => {
  const who = contact === undefined ? '本单位科教科' : `${contact.name}${contact.phone ? `（${contact.phone}）` : ''}`;
  return `您有 1 条${RECORDS[is]}和保存时对不上了，可能是存储出了问题，先没有算进去。请联系${who}核对。`;
};

/** A scanner that could not look at a file. */
export const SCAN_FAILED = '文件安全检查没有做成';

/** The one line of a start. `demo`: the folder of the demo, where it is on. */
export const READY = (address: string, demo: string | undefined, introduce: boolean): string =>
  demo === undefined
    ? `学分助手已就绪：${address} （用浏览器打开，${introduce ? '介绍一下自己，或者用工号和绑定码' : '用工号和绑定码登录'}，就可以开始聊）`
    : `学分助手已就绪：${address} （现在是演示：医院和人都是虚构的，数据在 ${demo}。用浏览器打开，${introduce ? '在演示名单里选一个人，或者自己介绍一下，就可以开始聊' : '演示名单现在不能选，因为设置了 introduce: false'}。正式使用：先导入名单 npm run -s xuefen -- import，再重新启动）`;

/** Why the demo does not open to other machines. */
export const DEMO_EXPOSED = (host: string): string =>
  `host：演示时谁都可以选一个虚构的人登录，不能在 ${host} 上让别的机器打开。只在本机看演示，写 host: 127.0.0.1（XUEFEN_HOST）；正式使用，写 demo: false（XUEFEN_DEMO），并导入名单（npm run -s xuefen -- import）。`;
/** Real people are not put among invented ones. */
export const DEMO_IMPORT = (folder: string): string =>
  `${folder} 里是演示数据，名单没有导入。先停下服务，运行 npm run -s xuefen -- demo remove 清掉演示；或者把 data（XUEFEN_DATA）设成另一个文件夹，再导入。`;
/** There is no database to look into. */
export const NO_DATABASE = (folder: string): string =>
  `${folder} 里没有数据库。先导入名单（npm run -s xuefen -- import），或者运行一次 npm start 看演示；数据在别处的，用 data（XUEFEN_DATA）指过去。`;
export const DEMO_USAGE = '用法：demo remove   清掉演示的人、单位和他们的一切（先停下服务）';
/** Who is signed in on the web, on the command line. */
export const SESSIONS = {
  usage: '用法：sessions [--staff 工号] [--end 编号 | --end-all]   网页上谁登录着；退出一个或全部',
  nobody: (staff: string): string => `名单上没有工号「${staff}」。`,
  none: (id: string): string => `没有编号「${id}」的登录，或者不止一个。先运行 sessions 看编号。`,
  ended: (count: number): string => `已退出 ${count} 个登录。\n`,
} as const;

export const DEMO_NONE = (folder: string): string => `${folder} 里没有演示数据。\n`;
export const DEMO_REMOVED = (
  folder: string,
  n: {
    readonly people: number;
    readonly units: number;
    readonly records: number;
    readonly requests: number;
    readonly chats: number;
    readonly questions: number;
    readonly visitors?: number;
  },
): string =>
  `已从 ${folder} 清掉演示：${n.people} 人、${n.units} 个单位、${n.records} 条活动、${n.requests} 件申请、${n.chats} 个聊天、${n.questions} 个虚构的问题${n.visitors ? `，还有 ${n.visitors} 位自己介绍的访客` : ''}。\n`;
export const DEMO_FOLDER_GONE = (folder: string): string => `演示专用的文件夹 ${folder} 也删掉了。\n`;

export const NOW_USAGE =
  '用法：npm start [-- --now YYYY-MM-DD]\n  --now  只列出那一天会发的提醒和汇总，不发送，也不改动数据\n';
export const NO_DAY = (text: string): string => `--now「${text}」不是日期，写成 2026-12-01 这样。`;

/** One message that a day would send. `where`: institution and unit, where they are known. */
export const wouldSend = (
  { where, name, reached }: { readonly where: string | undefined; readonly name: string; readonly reached: boolean },
  text: string,
): string => `── ${[where, name].filter(Boolean).join(' ')}${reached ? '' : '（还没有绑定聊天，发不到）'}\n${text}\n\n`;
export const WOULD_SEND_ALL = (day: string, count: number): string =>
  `${day} 会发 ${count} 条。以上只是预览，没有发送。\n`;

/** The library, as its files change. */
export const LIBRARY = {
  ownRefused: (why: string): string => `本单位自己加的问答没有用上，先用随程序发布的：${why}`,
  renewed: (documents: number, curated: number): string => `问答库已更新：${documents} 份文件，${curated} 条常见问法。`,
  suspended: (id: string, cite: string): string => `常见问法 ${id} 停用：文件里没有「${cite}」。`,
  refused: (why: string): string => `问答库没有更新，还用原来的：${why}`,
} as const;

/** The model that helps. */
export const MODEL = {
  looking: (words: string): string => `看图：${words}`,
  which: (name: string, host: string, vision: boolean): string =>
    `模型：${name}（${host}），${vision ? '证书图片会给它看' : '不看图片'}`,
  there: (name: string, ms: number): string => `模型 ${name} 应答正常，用时 ${ms} 毫秒`,
  away: (name: string, why: string): string =>
    `模型 ${name} 没有应答（${why}），先按没有模型回答；它恢复之后会自动用上`,
} as const;
